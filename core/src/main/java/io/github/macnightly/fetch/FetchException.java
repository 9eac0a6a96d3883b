package io.github.macnightly.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A file that could not be brought here, for a reason on the other side or on the way. */
public final class FetchException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; each asks for another remedy. */
  public enum Kind {
    /** The server works and has no such file. */
    NOT_FOUND,
    /**
     * No server, no connection, or one that broke: may be over soon. The only kind that is retried.
     */
    UNAVAILABLE,
    /** The server wants other credentials, or does not give the file to us. */
    DENIED,
    /** The file came whole and is not the one that was expected. */
    MISMATCH,
    /** The address or the answer is not one that can be worked with. */
    PROTOCOL
  }

  private final Kind kind;
  private final transient URI uri;
  private transient Duration retryAfter;

  /**
   * Makes the one-line message {@code URI: what}. A password in the URI is not shown and control
   * characters, which a server's reply may hold, are replaced.
   *
   * @param what what happened, what was wanted, and what to do
   */
  public FetchException(Kind kind, URI uri, String what) {
    super(Uris.shown(uri) + ": " + what.replaceAll("\\p{Cntrl}+", " ").strip());
    this.kind = kind;
    this.uri = uri;
  }

  FetchException(Kind kind, URI uri, String what, Throwable cause) {
    this(kind, uri, what);
    initCause(cause);
  }

  /** Notes how long the server asks to be left alone; null = it does not say. */
  FetchException retryAfter(Duration asked) {
    retryAfter = asked;
    return this;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  /** Returns what kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns the address that was asked for. */
  public URI uri() {
    return uri;
  }
}
