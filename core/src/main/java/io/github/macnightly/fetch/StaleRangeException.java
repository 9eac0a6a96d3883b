package io.github.macnightly.fetch;

import java.io.IOException;

/** The rest that was asked for cannot be had: the part here is of no use, fetch the whole. */
final class StaleRangeException extends IOException {

  private static final long serialVersionUID = 1L;

  StaleRangeException(String what) {
    super(what);
  }
}
