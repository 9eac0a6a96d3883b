package io.github.macnightly.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;

/** Gives messages to an SMTP server, without encryption or login: to one of the site. */
final class SmtpMailer implements Mailer {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int DEFAULT_PORT = 25;

  private final String server;
  private final Duration deadline;

  /**
   * Makes a mailer.
   *
   * @param server {@code smtp://HOST} or {@code smtp://HOST:PORT}
   */
  SmtpMailer(String server) {
    this(server, DEADLINE);
  }

  SmtpMailer(String server, Duration deadline) {
    this.server = server;
    this.deadline = deadline;
  }

  @Override
  public void send(Message message) throws IOException {
    String from = message.from().isEmpty() ? firstRecipient(message) : message.from();
    Message complete = new Message(from, message.to(), message.subject(), message.text());
    byte[] text = InternetMessage.compose(complete);
    try {
      Session session = Session.getInstance(properties(from));
      MimeMessage mime = new MimeMessage(session, new ByteArrayInputStream(text));
      mime.setSentDate(new java.util.Date());
      Transport.send(mime);
    } catch (MessagingException e) {
      throw new IOException("mail was not taken by " + server + ": " + reason(e), e);
    }
  }

  private static String firstRecipient(Message message) {
    return message.to().isEmpty() ? "" : message.to().get(0);
  }

  private static String reason(MessagingException e) {
    String deepest = String.valueOf(e.getMessage());
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      deepest = cause.getMessage() == null ? deepest : cause.getMessage();
    }
    return deepest.lines().findFirst().orElse("no reason given");
  }

  private Properties properties(String from) throws IOException {
    URI uri = address();
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", uri.getHost());
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    String millis = String.valueOf(deadline.toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    // With these two the library does not ask the name service for our own name.
    properties.setProperty("mail.smtp.localhost", "localhost");
    properties.setProperty("mail.from", from);
    return properties;
  }

  private URI address() throws IOException {
    try {
      URI uri = new URI(server);
      if ("smtp".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (java.net.URISyntaxException e) {
      throw new IOException(wanted(), e);
    }
    throw new IOException(wanted());
  }

  private String wanted() {
    return "mail: got the server " + server + ", wanted smtp://HOST:PORT; set MAILER";
  }
}
