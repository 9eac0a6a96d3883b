package io.github.macnightly.state;

import java.io.IOException;

/** The database contradicts itself. It does not leave this package: the database is rebuilt. */
final class DamagedException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedException(String detail) {
    super(detail);
  }
}
