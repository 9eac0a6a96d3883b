package io.github.macnightly.state;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The receipts of installed items: one JSON file each, in one directory. */
public final class Receipts {

  static final String FORMAT = "receipt";
  private static final String SUFFIX = ".json";
  private static final long LIMIT = 256L << 20; // a million paths of 256 bytes
  private static final int NAME_BYTES = 200; // with the hash and the suffix well under 255
  private static final int HASH_BYTES = 6;

  private final Path directory;

  /**
   * Makes a view of a directory, which need not exist.
   *
   * @param directory where the receipts are
   */
  public Receipts(Path directory) {
    this.directory = directory;
  }

  /** Returns the bytes of a receipt; the same item gives the same bytes. */
  public byte[] encode(InstalledItem item) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ReceiptWriter.write(item, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /** Writes a receipt, the bytes of {@link #encode}, and closes the stream. */
  public void write(InstalledItem item, OutputStream to) throws IOException {
    ReceiptWriter.write(item, to);
  }

  /**
   * Returns the file that the receipt of an item is or would be in: its name percent-encoded, cut
   * when it is long, with a part of its SHA-256, which keeps apart names that differ only in case
   * or in what was cut.
   */
  public Path fileFor(String name) {
    StringBuilder file = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      String next = isPlain(b, file.length()) ? "" + (char) b : String.format("%%%02X", b);
      if (file.length() + next.length() > NAME_BYTES) {
        break;
      }
      file.append(next);
    }
    return directory.resolve(file + "." + hash(name) + SUFFIX);
  }

  private static boolean isPlain(byte b, int position) {
    boolean letterOrDigit = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
    return letterOrDigit || b == '-' || b == '_' || b == '.' && position > 0;
  }

  private static String hash(String name) {
    byte[] sum = Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sum, 0, HASH_BYTES);
  }

  /**
   * Reads the receipt of an item.
   *
   * @return empty when there is none
   * @throws io.github.macnightly.io.FormatException naming the file, when it cannot be understood
   */
  public Optional<InstalledItem> read(String name) throws IOException {
    Path file = fileFor(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    InstalledItem item = read(file);
    if (!item.name().equals(name)) {
      throw new CorruptException(
          FORMAT, 0, file + " is of item " + item.name() + ", wanted that of " + name);
    }
    return Optional.of(item);
  }

  /**
   * Reads one receipt.
   *
   * @throws io.github.macnightly.io.FormatException naming the file, when it cannot be understood
   */
  public InstalledItem read(Path file) throws IOException {
    if (Files.size(file) > LIMIT) {
      throw new LimitExceededException(
          FORMAT, 0, file + " of " + Files.size(file) + " bytes", LIMIT);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new ReceiptReader(file.toString()).read(in);
    }
  }

  /** Returns the files of all receipts, sorted by name. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
        stream.forEach(files::add);
      }
    }
    Collections.sort(files);
    return files;
  }

  /**
   * Reads all receipts, with their ledgers: a lot of memory where much is installed.
   *
   * @throws io.github.macnightly.io.FormatException naming the first file that cannot be understood
   */
  public List<InstalledItem> all() throws IOException {
    List<InstalledItem> items = new ArrayList<>();
    for (Path file : files()) {
      items.add(read(file));
    }
    return items;
  }
}
