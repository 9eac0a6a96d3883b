package io.github.macnightly.pkg;

import io.github.macnightly.codec.Codecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A packed cpio archive that can be read several times. */
final class Payload {

  private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};

  private final Opener opener;
  private final long limit;
  private Set<String> names;

  /**
   * Makes a payload.
   *
   * @param limit the most bytes that it may unpack to
   */
  Payload(Opener opener, long limit) {
    this.opener = opener;
    this.limit = limit;
  }

  /** Opens the stored bytes from their start. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  void visit(EntryVisitor visitor) throws IOException {
    HardLinks links = new HardLinks(visitor);
    read(cpio -> entry(cpio, visitor, links));
    links.finish();
  }

  @FunctionalInterface
  private interface Step {
    void take(CpioReader cpio) throws IOException;
  }

  private void read(Step step) throws IOException {
    try (InputStream stored = opener.open();
        InputStream unpacked = PayloadContainer.open(stored);
        InputStream in = Codecs.limited(unpacked, "payload", "unpacked data", limit)) {
      CpioReader cpio = new CpioReader(in);
      while (cpio.next()) {
        step.take(cpio);
      }
      in.transferTo(OutputStream.nullOutputStream());
      stored.transferTo(OutputStream.nullOutputStream()); // its end compares the checksums
    }
  }

  private void entry(CpioReader cpio, EntryVisitor visitor, HardLinks links) throws IOException {
    CpioHeader header = cpio.header();
    PayloadEntry entry = describe(cpio);
    switch (entry.type()) {
      case FILE -> {
        if (isDotUnderscore(entry.path())) {
          dotUnderscore(entry, cpio.content(), visitor);
        } else if (HardLinks.concerns(header)) {
          links.add(entry, header, cpio.content());
        } else {
          visitor.visit(entry, cpio.content());
        }
      }
      default -> visitor.visit(entry, InputStream.nullInputStream());
    }
  }

  private static PayloadEntry describe(CpioReader cpio) throws IOException {
    CpioHeader header = cpio.header();
    PayloadEntry.Type type = type(header.mode());
    String target = type == PayloadEntry.Type.SYMLINK ? cpio.linkTarget() : "";
    boolean sized = type == PayloadEntry.Type.FILE || type == PayloadEntry.Type.SYMLINK;
    return new PayloadEntry(
        PackagePaths.entry(cpio.name()),
        type,
        header.mode() & 07777,
        header.uid(),
        header.gid(),
        Instant.ofEpochSecond(header.modified()),
        sized ? header.size() : 0,
        target,
        false);
  }

  private static PayloadEntry.Type type(int mode) {
    return switch (mode & 0170000) {
      case 0100000 -> PayloadEntry.Type.FILE;
      case 0040000 -> PayloadEntry.Type.DIRECTORY;
      case 0120000 -> PayloadEntry.Type.SYMLINK;
      default -> PayloadEntry.Type.OTHER;
    };
  }

  private static boolean isDotUnderscore(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.startsWith("._", name) && path.length() > name + 2;
  }

  private void dotUnderscore(PayloadEntry entry, InputStream content, EntryVisitor visitor)
      throws IOException {
    PushbackInputStream in = new PushbackInputStream(content, APPLE_DOUBLE.length);
    byte[] start = in.readNBytes(APPLE_DOUBLE.length);
    in.unread(start);
    boolean metadata = Arrays.equals(start, APPLE_DOUBLE) && hasOwner(entry.path());
    visitor.visit(metadata ? entry.asAppleDouble() : entry, in);
  }

  private boolean hasOwner(String path) throws IOException {
    if (names == null) {
      Set<String> all = new HashSet<>();
      read(cpio -> all.add(PackagePaths.entry(cpio.name())));
      names = all;
    }
    int name = path.lastIndexOf('/') + 1;
    return names.contains(path.substring(0, name) + path.substring(name + 2));
  }
}
