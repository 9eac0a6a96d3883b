package io.github.macnightly.mail;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Gives messages to a program of the kind of sendmail. */
final class ProgramMailer implements Mailer {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final List<String> PLACES = List.of("/usr/sbin/sendmail", "/usr/lib/sendmail");

  private final List<String> command;
  private final ProcessRunner runner;

  ProgramMailer(List<String> command, ProcessRunner runner) {
    this.command = command;
    this.runner = runner;
  }

  /** Returns the command for a setting. */
  static List<String> command(String setting) {
    if (setting.isEmpty()) {
      String place =
          PLACES.stream()
              .filter(p -> Files.isExecutable(Path.of(p)))
              .findFirst()
              .orElse("sendmail");
      return List.of(place, "-t", "-oi");
    }
    List<String> words = List.of(setting.split("\\s+"));
    // A path may hold blanks: what is a file as it stands is not a command with arguments.
    return words.size() == 1 || Files.isRegularFile(Path.of(setting))
        ? List.of(setting, "-t")
        : words;
  }

  @Override
  public void send(Message message) throws IOException, InterruptedException {
    ProcessRequest request =
        ProcessRequest.of(command)
            .withInput(InternetMessage.compose(message))
            .withDeadline(DEADLINE);
    ProcessResult result = runner.run(request);
    if (!result.ok()) {
      String why =
          result.timedOut()
              ? "it took longer than " + DEADLINE.toSeconds() + " s"
              : "exit status " + result.exitCode();
      String said = result.errors().lines().findFirst().map(line -> ": " + line).orElse("");
      throw new IOException("mail was not taken by " + command.get(0) + ": " + why + said);
    }
  }
}
