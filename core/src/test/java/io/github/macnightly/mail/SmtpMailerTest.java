package io.github.macnightly.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.macnightly.process.SystemProcessRunner;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpMailerTest {

  private static Mailer mailer(String setting) {
    return Mailer.of(setting, new SystemProcessRunner());
  }

  @Test
  void messageArrivesAtTheServer() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      mailer("smtp://127.0.0.1:" + server.getSmtp().getPort())
          .send(new Message("mac@x.org", List.of("a@x.org", "b@x.org"), "Größe ☃", "Zeile ß\n.\n"));

      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(server.getReceivedMessages()).hasSize(2);
      assertThat(mail.getSubject()).isEqualTo("Größe ☃");
      assertThat(mail.getContent()).isEqualTo("Zeile ß\r\n.\r\n");
      assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("mac@x.org");
      assertThat(mail.getSentDate()).isNotNull();
      assertThat(mail.getMessageID()).isNotNull();
    } finally {
      server.stop();
    }
  }

  @Test
  void withoutASenderTheFirstRecipientSends() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      mailer("smtp://127.0.0.1:" + server.getSmtp().getPort())
          .send(new Message("", List.of("a@x.org"), "plain", "plain"));

      assertThat(server.getReceivedMessages()[0].getFrom())
          .extracting(Object::toString)
          .containsExactly("a@x.org");
    } finally {
      server.stop();
    }
  }

  @Test
  void serverThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(
            () ->
                mailer("smtp://127.0.0.1:" + port)
                    .send(new Message("", List.of("a@x.org"), "s", "t")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("smtp://127.0.0.1:" + port)
        .hasMessageContaining("refused");
  }

  @Test
  void serverThatSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Mailer mailer =
          new SmtpMailer("smtp://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300));
      long start = System.nanoTime();

      assertThatThrownBy(() -> mailer.send(new Message("", List.of("a@x.org"), "s", "t")))
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp:", "smtp://", "smtp:host", "smtp://user:word@host", "smtp://a b/"})
  void settingThatIsNoServerIsToldWhenSending(String setting) {
    assertThatThrownBy(() -> mailer(setting).send(new Message("", List.of("a@x.org"), "s", "t")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("wanted smtp://HOST:PORT");
  }
}
