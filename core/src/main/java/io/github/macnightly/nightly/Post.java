package io.github.macnightly.nightly;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.mail.Mailer;
import io.github.macnightly.mail.Message;
import java.io.IOException;

/** Mail to whoever looks after the machine. Mail that cannot be sent changes no result. */
final class Post {

  private final Work work;

  Post(Work work) {
    this.work = work;
  }

  void send(String subject, String text) throws InterruptedException {
    Configuration configuration = work.configuration();
    if (configuration.mailTo().isEmpty()) {
      return;
    }
    String from = configuration.text(Key.MAILFROM).orElse("");
    String mailer = configuration.text(Key.MAILER).orElse("");
    try {
      Mailer.of(mailer, work.runner())
          .send(new Message(from, configuration.mailTo(), subject, text));
    } catch (IOException e) {
      work.complain(Failure.of(e));
    }
  }
}
