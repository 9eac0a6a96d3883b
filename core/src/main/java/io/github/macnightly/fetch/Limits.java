package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import java.net.URI;

/** How many bytes a file may and must have. */
record Limits(Expected expected, long limit) {

  /** Refuses a file whose announced size is wrong, before its bytes come; -1 = not announced. */
  void checkTotal(URI uri, long total) throws FetchException {
    if (total >= 0 && expected.size() >= 0 && total != expected.size()) {
      throw new FetchException(
          Kind.MISMATCH,
          uri,
          "it has " + total + " bytes, wanted " + expected.size() + "; " + ADVICE);
    }
    checkSize(uri, total);
  }

  /** Refuses a body that does not end where it should. */
  void checkSize(URI uri, long size) throws FetchException {
    if (expected.size() >= 0 && size > expected.size()) {
      throw new FetchException(
          Kind.MISMATCH,
          uri,
          "it has more than the wanted " + expected.size() + " bytes; " + ADVICE);
    }
    if (size > limit) {
      throw new FetchException(
          Kind.PROTOCOL, uri, "it is larger than the limit of " + limit + " bytes");
    }
  }

  /** Finds a body that ended before its announced size. */
  void checkWhole(URI uri, long total, long size) throws FetchException {
    if (total >= 0 && size != total) {
      throw new FetchException(
          Kind.UNAVAILABLE,
          uri,
          "the connection ended after " + size + " of " + total + " bytes; try again later");
    }
  }

  /** Refuses a whole file that is not the expected one. */
  void checkSums(URI uri, Sums sums) throws FetchException {
    String complaint = expected.complaint(sums);
    if (complaint != null) {
      throw new FetchException(Kind.MISMATCH, uri, complaint + "; " + ADVICE);
    }
  }

  private static final String ADVICE =
      "make the index of the repository anew, or the file is damaged";
}
