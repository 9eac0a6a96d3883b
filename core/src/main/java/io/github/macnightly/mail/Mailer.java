package io.github.macnightly.mail;

import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;

/** Sends mail. */
@FunctionalInterface
public interface Mailer {

  /**
   * Hands a message to the mail system.
   *
   * @throws IOException when it is not taken, or has no recipient, or an address or the subject
   *     holds a line break
   * @throws InterruptedException when the calling thread is interrupted
   */
  void send(Message message) throws IOException, InterruptedException;

  /**
   * Returns the mailer that a setting asks for. A setting that cannot work is told when something
   * is sent.
   *
   * @param mailer empty for the local sendmail; {@code smtp://HOST:PORT} for a server; or the path
   *     of a program that takes a message as {@code sendmail -t} does, with arguments if it needs
   *     others than {@code -t}
   * @param runner runs the program
   */
  static Mailer of(String mailer, ProcessRunner runner) {
    if (mailer.startsWith("smtp:")) {
      return new SmtpMailer(mailer);
    }
    return new ProgramMailer(ProgramMailer.command(mailer.strip()), runner);
  }
}
