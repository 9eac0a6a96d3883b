package io.github.macnightly.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a message as RFC 5322 wants it, with the line ends of Unix. */
final class InternetMessage {

  private static final int LONGEST_LINE = 998; // RFC 5322, 2.1.1, in bytes without the line end
  private static final int WORD_BYTES = 39; // 52 letters in base64: the first line stays under 76
  private static final int PLAIN_SUBJECT = 900;

  private InternetMessage() {}

  /**
   * Composes the text.
   *
   * @throws IOException when it has no recipient, or an address or the subject cannot be a header
   */
  static byte[] compose(Message message) throws IOException {
    StringBuilder text = new StringBuilder();
    if (!message.from().isEmpty()) {
      text.append("From: ").append(address(message.from())).append('\n');
    }
    text.append("To: ").append(recipients(message)).append('\n');
    text.append("Subject: ").append(subject(message.subject())).append('\n');
    text.append("Auto-Submitted: auto-generated\nMIME-Version: 1.0\n");
    text.append("Content-Type: text/plain; charset=UTF-8\n");
    appendBody(text, message.text().replace("\r\n", "\n").replace('\r', '\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String recipients(Message message) throws IOException {
    if (message.to().isEmpty()) {
      throw new IOException("mail has no recipient; set MAILTO");
    }
    List<String> checked = new ArrayList<>();
    for (String to : message.to()) {
      checked.add(address(to));
    }
    return String.join(",\n ", checked);
  }

  /** Returns an address that cannot leave its header. */
  static String address(String address) throws IOException {
    boolean fit = address.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (!fit || address.isBlank()) {
      throw new IOException("mail: the address " + shown(address) + " is not plain ASCII text");
    }
    return address;
  }

  private static String subject(String subject) throws IOException {
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw new IOException("mail: the subject " + shown(subject) + " holds a control character");
    }
    boolean plain = subject.chars().allMatch(c -> c < 0x7f) && !subject.contains("=?");
    return plain && subject.length() <= PLAIN_SUBJECT ? subject : encodedWords(subject);
  }

  private static String shown(String text) {
    return "\"" + text.replaceAll("\\p{Cntrl}", "?") + "\"";
  }

  /** Encodes a text in words that none of its letters is divided between. */
  private static String encodedWords(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      String next = word + Character.toString(point);
      if (next.getBytes(StandardCharsets.UTF_8).length > WORD_BYTES) {
        words.add(word.toString());
        word.setLength(0);
      }
      word.appendCodePoint(point);
    }
    words.add(word.toString());
    return words.stream().map(InternetMessage::encodedWord).collect(Collectors.joining("\n "));
  }

  private static String encodedWord(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private static void appendBody(StringBuilder text, String body) {
    boolean plain =
        body.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c < 0x7f)
            && body.lines().allMatch(line -> line.length() <= LONGEST_LINE);
    if (plain) {
      text.append("Content-Transfer-Encoding: 7bit\n\n").append(body);
      text.append(body.endsWith("\n") ? "" : "\n");
    } else {
      byte[] bytes = body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      text.append("Content-Transfer-Encoding: base64\n\n");
      text.append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes)).append('\n');
    }
  }
}
