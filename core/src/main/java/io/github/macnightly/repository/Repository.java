package io.github.macnightly.repository;

import io.github.macnightly.fetch.Expected;
import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.fetch.Fetched;
import io.github.macnightly.fetch.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A folder on a server that holds package files and their index. */
public final class Repository {

  /** The name of the index inside the repository. */
  public static final String INDEX_NAME = ".pkglist";

  /** A line of an index takes about 60 bytes: room for a million packages. */
  private static final int MAX_INDEX = 64 << 20;

  private static final String UNRESERVED = "-._~!$&'()*,;=:@";

  private final URI base;
  private final Fetcher fetcher;

  /**
   * Names a repository; nothing is asked for yet.
   *
   * @param base of the folder, with or without a slash at its end
   */
  public Repository(URI base, Fetcher fetcher) {
    String text = base.toString();
    this.base = text.endsWith("/") ? base : URI.create(text + "/");
    this.fetcher = fetcher;
  }

  /** Returns where the index is. */
  public URI index() {
    return URI.create(base + INDEX_NAME);
  }

  /** Returns where the file of an entry is: its name below the base, percent-encoded as UTF-8. */
  public URI uri(IndexEntry entry) {
    StringBuilder text = new StringBuilder(base.toString());
    for (byte b : entry.name().getBytes(StandardCharsets.UTF_8)) {
      boolean plain = isLetterOrDigit(b) || b == '/' || UNRESERVED.indexOf(b) >= 0;
      text.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return URI.create(text.toString());
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  /**
   * Reads the index. Lines that cannot be used are its problems.
   *
   * @throws FetchException of kind NOT_FOUND, which says how to make an index, if there is none
   */
  public Index fetchIndex() throws IOException {
    try {
      return Index.parse(shown(index()), fetcher.read(index(), MAX_INDEX));
    } catch (FetchException e) {
      throw e.kind() == Kind.NOT_FOUND ? noIndex(e) : e;
    }
  }

  /** Without user and password, which are nothing for a message. */
  private static String shown(URI uri) {
    return uri.toString().replaceFirst("^([a-z]+://)[^/@]*@", "$1");
  }

  private FetchException noIndex(FetchException cause) {
    String how =
        "the repository has no index; make it there with: find . -type f ! -name .pkglist -print0"
            + " | xargs -0 md5sum > .pkglist";
    FetchException e = new FetchException(Kind.NOT_FOUND, index(), how);
    e.initCause(cause);
    return e;
  }

  /**
   * Fetches the file of an entry into a directory, under the last part of its name, and verifies
   * its MD5 sum.
   *
   * @throws FetchException if it is not there, does not come, or has another sum
   */
  public Fetched fetch(IndexEntry entry, Path directory) throws IOException {
    String name = entry.name().substring(entry.name().lastIndexOf('/') + 1);
    return fetcher.fetch(uri(entry), directory.resolve(name), Expected.md5(entry.md5()));
  }
}
