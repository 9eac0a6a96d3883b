/**
 * Mail to whoever looks after the machine, through the local {@code sendmail} or an SMTP server.
 *
 * <p>The text of a message is composed once (RFC 5322, headers in ASCII, words of the subject
 * encoded as RFC 2047 says, a body that is not plain ASCII in base64) and handed to either.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A line break in a subject or an address would begin a new header, with which whoever chose
 *       the name of a package could send mail of his own. It is refused, not mended.
 *   <li>{@code sendmail} ends a message at a line with a single dot unless it is told not to
 *       ({@code -oi}); recipients come from the headers ({@code -t}), never from the command line,
 *       where one that begins with a hyphen would be an option.
 *   <li>The SMTP library asks the name service for our own name, which may stall, unless it is
 *       given a name and a sender; and it waits for ever unless it is given deadlines.
 *   <li>The SMTP library is large: its classes are loaded only when a message goes that way.
 * </ul>
 */
package io.github.macnightly.mail;
