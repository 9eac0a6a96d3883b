package io.github.macnightly.archive;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An archive file. */
public final class Archive {

  private static final List<String> ENDINGS =
      List.of(".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar", ".zip");
  private static final int BUFFER = 1 << 17;

  private final Path file;
  private final String ending;

  private Archive(Path file, String ending) {
    this.file = file;
    this.ending = ending;
  }

  /** Tells whether a file of this name is an archive that can be read. */
  public static boolean isArchive(String name) {
    return ending(name).isPresent();
  }

  /** Returns a name without its archive ending: {@code Foo.app} for {@code Foo.app.tar.gz}. */
  public static String stem(String name) {
    return name.substring(0, name.length() - ending(name).orElse("").length());
  }

  /**
   * Prepares to read an archive; the format follows from the name.
   *
   * @throws UnsupportedFormatException when the name has no ending of an archive
   */
  public static Archive of(Path file) throws IOException {
    String name = file.getFileName().toString();
    return new Archive(
        file,
        ending(name)
            .orElseThrow(
                () ->
                    new UnsupportedFormatException(
                        "archive",
                        -1,
                        name + " is not read: it ends in none of " + String.join(" ", ENDINGS))));
  }

  private static Optional<String> ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().filter(lower::endsWith).findFirst();
  }

  /**
   * Reads every member in order.
   *
   * @throws FormatException when the archive is damaged
   * @throws IOException when the file cannot be read, or what the visitor throws
   */
  public void visit(ArchiveVisitor visitor) throws IOException {
    Guard guard = new Guard(visitor);
    try {
      if (ending.equals(".zip")) {
        ZipMembers.visit(file, guard);
      } else {
        try (InputStream in = unpacked()) {
          TarMembers.visit(in, guard);
        }
      }
    } catch (FormatException | FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      guard.rethrowOwnFailure();
      throw damaged(e);
    }
  }

  private InputStream unpacked() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return switch (ending) {
        case ".tar.gz", ".tgz" -> Codecs.gunzip(in, "gzip");
        case ".tar.bz2", ".tbz" -> Codecs.bunzip2(in, "bzip2");
        case ".tar.xz", ".txz" -> Codecs.xz(in, "xz");
        default -> in;
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private CorruptException damaged(Exception e) {
    String how = e instanceof EOFException ? "it ends too early" : e.getMessage();
    CorruptException damaged =
        new CorruptException(
            "archive",
            -1,
            file.getFileName() + " is damaged (" + how + "); fetch or pack it again");
    damaged.initCause(e);
    return damaged;
  }

  /** Tells failures of the visitor, such as a full disk, from failures of the archive. */
  private static final class Guard implements ArchiveVisitor {

    private final ArchiveVisitor visitor;
    private Exception own;

    Guard(ArchiveVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void visit(ArchiveEntry entry, InputStream content) throws IOException {
      MarkedStream marked = new MarkedStream(content);
      try {
        visitor.visit(entry, marked);
      } catch (IOException | RuntimeException e) {
        own = marked.failed() ? null : e;
        throw e;
      }
    }

    void rethrowOwnFailure() throws IOException {
      if (own instanceof IOException e) {
        throw e;
      }
      if (own instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
