package io.github.macnightly.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.process.SystemProcessRunner;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramMailerTest {

  @TempDir Path folder;

  /** Makes a program that keeps what it was given. */
  private String program(String end) throws IOException {
    Path program = folder.resolve("send mail");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$@\" > '%1$s/arguments'\ncat > '%1$s/message'\n%2$s\n"
            .formatted(folder, end));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program.toString();
  }

  private MimeMessage sent(Message message) throws Exception {
    Mailer.of(program(""), new SystemProcessRunner()).send(message);
    byte[] text = Files.readAllBytes(folder.resolve("message"));
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(text));
  }

  @Test
  void programGetsTheMessageAndTakesRecipientsFromIt() throws Exception {
    MimeMessage mail =
        sent(
            new Message(
                "root@mac", List.of("a@x.org", "Bo <b@x.org>"), "It failed", "Line\n.\nEnd\n"));

    assertThat(folder.resolve("arguments")).hasContent("-t\n");
    assertThat(mail.getHeader("From", null)).isEqualTo("root@mac");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("a@x.org", "Bo <b@x.org>");
    assertThat(mail.getSubject()).isEqualTo("It failed");
    assertThat(mail.getContent()).isEqualTo("Line\n.\nEnd\n");
  }

  @Test
  void lettersOfAllKindsArrive() throws Exception {
    String subject = "Nächtliche Aktualisierung: ☃ 失敗 \uD83D\uDE00 ".repeat(12).strip();
    MimeMessage mail = sent(new Message("", List.of("root"), subject, "Größe ☃\nzwei"));

    assertThat(mail.getSubject()).isEqualTo(subject);
    assertThat(mail.getContent()).isEqualTo("Größe ☃\r\nzwei");
    assertThat(Files.readAllLines(folder.resolve("message")))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(77));
  }

  @Test
  void plainTextIsLeftReadable() throws Exception {
    sent(new Message("", List.of("root"), "plain subject", "plain text"));

    assertThat(Files.readString(folder.resolve("message")))
        .contains("Subject: plain subject\n", "\n\nplain text\n")
        .doesNotContain("From:");
  }

  @Test
  void subjectThatLooksEncodedArrivesAsItIs() throws Exception {
    assertThat(sent(new Message("", List.of("root"), "=?UTF-8?Q?x?=", "")).getSubject())
        .isEqualTo("=?UTF-8?Q?x?=");
  }

  @Test
  void longLinesArrive() throws Exception {
    String text = "x".repeat(5000);

    assertThat(sent(new Message("", List.of("root"), "s", text)).getContent()).isEqualTo(text);
  }

  @Test
  void lineBreaksInHeadersAreRefused() throws Exception {
    Mailer mailer = Mailer.of(program(""), new SystemProcessRunner());
    List<Message> hostile =
        List.of(
            new Message("", List.of("root"), "a\nBcc: all@x.org", ""),
            new Message("", List.of("root"), "a\rBcc: all@x.org", ""),
            new Message("", List.of("root"), "a\0", ""),
            new Message("", List.of("root\nBcc: all@x.org"), "a", ""),
            new Message("", List.of("root", "b\r\n\r\ntext"), "a", ""),
            new Message("x\nBcc: all@x.org", List.of("root"), "a", ""),
            new Message("", List.of(""), "a", ""),
            new Message("", List.of(), "a", ""));

    for (Message message : hostile) {
      assertThatThrownBy(() -> mailer.send(message))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("\n");
    }
    assertThat(folder.resolve("message")).doesNotExist();
  }

  @Test
  void programThatFailsIsToldWithItsReason() throws Exception {
    Mailer mailer =
        Mailer.of(program("echo 'queue is full' >&2; exit 75"), new SystemProcessRunner());

    assertThatThrownBy(() -> mailer.send(new Message("", List.of("root"), "s", "t")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit status 75: queue is full");
  }

  @Test
  void missingProgramIsNamed() {
    Mailer mailer = Mailer.of(folder + "/none", new SystemProcessRunner());

    assertThatThrownBy(() -> mailer.send(new Message("", List.of("root"), "s", "t")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder + "/none");
  }

  @Test
  void settingMayNameAPathOrACommand() throws Exception {
    String path = program("");

    assertThat(ProgramMailer.command(path)).containsExactly(path, "-t");
    assertThat(ProgramMailer.command("/opt/msmtp -a site -t"))
        .containsExactly("/opt/msmtp", "-a", "site", "-t");
    assertThat(ProgramMailer.command(""))
        .endsWith("-t", "-oi")
        .first()
        .asString()
        .endsWith("sendmail");
  }
}
