package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of an image that was cut into segments: {@code X.dmg}, {@code X.002.dmgpart}, {@code
 * X.003.dmgpart} and so on. Each has a trailer of its own, which gives its number and the place of
 * its data in the data of all; chunks may go across a border. The first file holds the tables.
 */
final class Segments implements Closeable {

  /** Each is an open file, and a process has a thousand of them as a rule. */
  static final int MAX = 500;

  private final UdifTrailer first;
  private final Optional<Path> path;
  private final List<Source> opened = new ArrayList<>();
  private final List<Source> data = new ArrayList<>();
  private final List<DataFork.Part> parts = new ArrayList<>();
  private long end;

  /**
   * Makes the set of an image's files; none but the first is opened yet.
   *
   * @param path where the first file is, if it is known
   */
  Segments(Source file, UdifTrailer first, Optional<Path> path) {
    this.first = first;
    this.path = path;
    opened.add(file);
  }

  /**
   * Opens the other files.
   *
   * @throws CorruptException when one is missing, or is of another image
   * @throws UnsupportedFormatException when the image is not entered by its first file
   */
  DataFork open() throws IOException {
    UdifTrailer.Segment segment = first.segment();
    if (segment.count() == 1) {
      return DataFork.of(opened.get(0), first);
    }
    if (segment.number() != 1) {
      throw new UnsupportedFormatException(
          UdifTrailer.FORMAT,
          first.at() + 56,
          "this is segment " + segment.number() + " of " + segment.count() + "; open the first");
    }
    add(opened.get(0), first, 1);
    for (int number = 2; number <= segment.count(); number++) {
      Source file = file(number);
      opened.add(file);
      add(file, UdifTrailer.read(file), number);
    }
    return new DataFork(new JoinedSource(data), 0, List.copyOf(parts));
  }

  private Source file(int number) throws IOException {
    if (path.isEmpty()) {
      throw new UnsupportedFormatException(
          UdifTrailer.FORMAT,
          first.at() + 60,
          "an image in " + first.segment().count() + " segments is opened by its path only");
    }
    List<String> names = names(path.get().getFileName().toString(), number);
    for (String name : names) {
      Path file = path.get().resolveSibling(name);
      if (Files.isRegularFile(file)) {
        return Source.open(file);
      }
    }
    throw new CorruptException(
        UdifTrailer.FORMAT,
        -1,
        "segment %d of %d is missing; put %s beside %s"
            .formatted(number, first.segment().count(), names.get(0), path.get().getFileName()));
  }

  /** Old tools call the first file {@code X.001.dmg}, and some the others {@code X.002.dmg}. */
  static List<String> names(String first, int number) {
    int dot = first.lastIndexOf('.');
    String stem = dot > 0 ? first.substring(0, dot) : first;
    String base = stem.endsWith(".001") ? stem.substring(0, stem.length() - 4) : stem;
    String numbered = String.format(Locale.ROOT, "%s.%03d", base, number);
    return List.of(numbered + ".dmgpart", numbered + ".dmg");
  }

  private void add(Source file, UdifTrailer trailer, int number) throws IOException {
    UdifTrailer.Segment segment = trailer.segment();
    if (segment.number() != number || !segment.isOfSameImageAs(first.segment())) {
      throw new CorruptException(
          UdifTrailer.FORMAT,
          trailer.at() + 56,
          "segment " + number + " belongs to another image, or is another segment of this one");
    }
    if (segment.start() != end) {
      throw new CorruptException(
          UdifTrailer.FORMAT,
          trailer.at() + 16,
          "segment " + number + " begins at byte " + segment.start() + ", wanted " + end);
    }
    UdifTrailer.Range range = trailer.data();
    if (!range.isEmpty()) {
      data.add(file.slice(range.offset(), range.length()));
      parts.add(new DataFork.Part(trailer.dataChecksum(), end, range.length()));
      end = Math.addExact(end, range.length());
    }
  }

  /** Closes all files, the first among them. */
  @Override
  public void close() throws IOException {
    try {
      closeOthers();
    } finally {
      opened.get(0).close();
    }
  }

  /** Closes all files but the first, which belongs to the caller until the image is open. */
  void closeOthers() throws IOException {
    for (Source file : opened.subList(1, opened.size())) {
      file.close();
    }
  }
}
