package io.github.macnightly.mail;

import java.util.List;

/**
 * A message to send.
 *
 * @param from the sender's address; empty to let the mail system fill it in
 * @param to the addresses that it goes to, at least one
 * @param subject one line, in any letters
 * @param text the message
 */
public record Message(String from, List<String> to, String subject, String text) {

  /** Copies the list; a missing sender is an empty one. */
  public Message {
    from = from == null ? "" : from;
    to = List.copyOf(to);
  }
}
