package io.github.macnightly.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * The answer to one HTTP request.
 *
 * @param status such as 200
 * @param headers gives the first value of a header field, or null
 * @param body as it came, nothing decoded but the transfer encoding
 */
record HttpReply(int status, UnaryOperator<String> headers, InputStream body) {

  /** Returns the first value of a header field, or "". */
  String header(String name) {
    String value = headers.apply(name);
    return value == null ? "" : value.strip();
  }

  /** Returns the header field as a number of bytes, or -1. */
  long size(String name) {
    String value = header(name);
    if (value.isEmpty() || value.length() > 18) {
      return -1;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(value);
  }

  void discard() throws IOException {
    body.close();
  }
}
