package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;

/** Puts failures of connections into words. */
final class Failures {

  private Failures() {}

  /** Returns what to throw when no answer came: a FetchException, or an interruption as it is. */
  static IOException connecting(URI uri, IOException e) {
    if (e instanceof FetchException || isInterruption(e)) {
      return e;
    }
    if (hasCause(e, CertificateException.class)) {
      String what =
          "the server's certificate is not trusted ("
              + reason(e)
              + "); check its name, dates and issuer";
      return new FetchException(Kind.PROTOCOL, uri, what, e);
    }
    return new FetchException(Kind.UNAVAILABLE, uri, words(uri, e), e);
  }

  private static boolean isInterruption(IOException e) {
    return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
  }

  private static String words(URI uri, IOException e) {
    if (hasCause(e, UnknownHostException.class) || hasCause(e, UnresolvedAddressException.class)) {
      return "the host " + uri.getHost() + " is not known; check its name and the name servers";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time (" + reason(e) + "); is the server up, and no firewall between?";
    }
    if (hasCause(e, ConnectException.class) || hasCause(e, NoRouteToHostException.class)) {
      return "no connection (" + reason(e) + "); is the server up?";
    }
    return "no usable answer (" + reason(e) + ")";
  }

  static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    int depth = 0;
    for (Throwable t = e; t != null && depth < 20; t = t.getCause(), depth++) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the message of the failure, or its kind if it has none. */
  static String reason(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }
}
