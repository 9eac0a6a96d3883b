package io.github.macnightly.sync;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process runner that starts nothing, remembers what it was asked for and answers as told. */
final class Runs implements ProcessRunner {

  final List<List<String>> commands = new ArrayList<>();
  private final ProcessResult answer;

  private Runs(ProcessResult answer) {
    this.answer = answer;
  }

  static Runs ok() {
    return ending(0, "");
  }

  static Runs ending(int code, String errors) {
    return new Runs(new ProcessResult(code, "", errors, false, false, Duration.ZERO));
  }

  static Runs timedOut() {
    return new Runs(new ProcessResult(143, "", "", true, false, Duration.ofSeconds(1)));
  }

  @Override
  public ProcessResult run(ProcessRequest request) {
    commands.add(request.command());
    return answer;
  }
}
