package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the names of hard-linked files together: the first one with content becomes the file, all
 * others become links to it.
 */
final class HardLinks {

  private final EntryVisitor visitor;
  private final Map<Group, First> files = new HashMap<>();
  private final Map<Group, List<PayloadEntry>> waiting = new LinkedHashMap<>();

  HardLinks(EntryVisitor visitor) {
    this.visitor = visitor;
  }

  /** Where all names have the data, equal numbers with different sizes are different files. */
  private record Group(long device, long number, long size) {}

  private record First(PayloadEntry entry, byte[] digest) {}

  /** Takes a name of a file, and visits what has become clear by it. */
  void add(PayloadEntry entry, EntryReader.FileNames names, InputStream content)
      throws IOException {
    boolean once = names.dataOnce();
    Group group = new Group(names.device(), names.number(), once ? -1 : names.size());
    First first = files.get(group);
    if (first == null && once && names.size() == 0) {
      waiting.computeIfAbsent(group, g -> new ArrayList<>()).add(entry);
    } else if (first == null) {
      file(group, entry, content);
    } else if (names.size() == 0) {
      link(entry, first.entry());
    } else if (names.size() == first.entry().size()) {
      requireSame(entry, first, content);
      link(entry, first.entry());
    } else {
      visitor.visit(entry, content); // a number that is used twice
    }
  }

  private void file(Group group, PayloadEntry entry, InputStream content) throws IOException {
    Hashed hashed = new Hashed(content);
    visitor.visit(entry, hashed);
    hashed.transferTo(OutputStream.nullOutputStream());
    files.put(group, new First(entry, hashed.digest()));
    List<PayloadEntry> earlier = waiting.remove(group);
    for (PayloadEntry other : earlier == null ? List.<PayloadEntry>of() : earlier) {
      link(other, entry);
    }
  }

  private void link(PayloadEntry entry, PayloadEntry to) throws IOException {
    visitor.visit(entry.asHardLink(to), InputStream.nullInputStream());
  }

  private void requireSame(PayloadEntry entry, First first, InputStream content)
      throws IOException {
    Hashed hashed = new Hashed(content);
    hashed.transferTo(OutputStream.nullOutputStream());
    if (!MessageDigest.isEqual(hashed.digest(), first.digest())) {
      String names = "'" + entry.path() + "' and '" + first.entry().path() + "'";
      throw new CorruptException(
          "payload", -1, PackagePaths.line(names + " are one file but differ in content"));
    }
  }

  /** Visits the empty files that nobody brought content for. */
  void finish() throws IOException {
    for (List<PayloadEntry> names : waiting.values()) {
      PayloadEntry first = names.get(0);
      visitor.visit(first, InputStream.nullInputStream());
      for (PayloadEntry other : names.subList(1, names.size())) {
        link(other, first);
      }
    }
    waiting.clear();
  }

  /** A digest stream that also hashes what is skipped. */
  private static final class Hashed extends DigestInputStream {

    Hashed(InputStream in) {
      super(in, Sha256.digest());
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(8192, Math.max(0, count))]));
    }

    byte[] digest() {
      return getMessageDigest().digest();
    }
  }
}
