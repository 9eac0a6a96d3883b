package io.github.macnightly.plist;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSObject;
import com.dd.plist.XMLPropertyListWriter;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads and writes property lists as plain Java values: {@code Map<String, Object>}, {@code
 * List<Object>}, {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code byte[]} and
 * {@code java.time.Instant}. Maps keep the order of the file; what is read cannot be changed.
 */
public final class PropertyLists {

  static final String FORMAT = "property list";

  /** The chunk table of a disk image of 1 TB takes about 60 MB. */
  static final int MAX_BYTES = 64 << 20;

  /** As deep as Apple's own reader goes. */
  static final int MAX_DEPTH = 512;

  /** Values of all kinds, after unfolding of shared ones. */
  static final int MAX_VALUES = 1_000_000;

  private PropertyLists() {}

  /**
   * Reads a property list whose root is a dictionary.
   *
   * @param bytes the whole list, in XML, binary or NeXT notation
   * @param what names the list in a refusal, such as {@code Info.plist}
   * @throws io.github.macnightly.io.FormatException when it is no property list, is damaged, or is
   *     over 64 MiB, 512 levels or a million values
   */
  public static Map<String, Object> readDictionary(byte[] bytes, String what) throws IOException {
    Object root = read(bytes, what);
    if (root instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // both readers make maps with text keys only
      Map<String, Object> dictionary = (Map<String, Object>) map;
      return dictionary;
    }
    throw new CorruptException(
        FORMAT, 0, what + ": root is a " + root.getClass().getSimpleName() + ", not a dictionary");
  }

  /**
   * Reads a property list with any root.
   *
   * @param bytes the whole list, in XML, binary or NeXT notation
   * @param what names the list in a refusal, such as {@code Info.plist}
   * @throws io.github.macnightly.io.FormatException when it is no property list, is damaged, or is
   *     over 64 MiB, 512 levels or a million values
   */
  public static Object read(byte[] bytes, String what) throws IOException {
    return read(bytes, what, MAX_VALUES);
  }

  /**
   * Reads a property list of which little is expected. A binary list of some kilobytes may unfold
   * to a million values; whoever knows that real ones have few says so.
   *
   * @param bytes the whole list, in XML, binary or NeXT notation
   * @param what names the list in a refusal, such as {@code Info.plist}
   * @param maxValues how many values a list in binary or NeXT notation may unfold to
   * @throws io.github.macnightly.io.FormatException as of {@link #read(byte[], String)}
   */
  public static Object read(byte[] bytes, String what, int maxValues) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException(
          FORMAT, 0, what + ": size of " + bytes.length + " bytes", MAX_BYTES);
    }
    return switch (Notation.of(bytes)) {
      case XML -> new XmlReader(bytes, what).read();
      case BINARY -> ForeignReader.binary(bytes, what, maxValues);
      case NEXT -> ForeignReader.next(bytes, what, maxValues);
      case NONE ->
          throw new NotThisFormatException(
              FORMAT, 0, what + ": starts like neither XML, bplist00 nor braces");
    };
  }

  /**
   * Writes a dictionary in XML, UTF-8, with Apple's DOCTYPE.
   *
   * @throws IllegalArgumentException when a value is of a kind that property lists do not have
   */
  public static byte[] writeXml(Map<String, ?> dictionary) {
    return write(dictionary, XMLPropertyListWriter::write);
  }

  /**
   * Writes a dictionary in the binary notation {@code bplist00}.
   *
   * @throws IllegalArgumentException when a value is of a kind that property lists do not have
   */
  public static byte[] writeBinary(Map<String, ?> dictionary) {
    return write(dictionary, BinaryPropertyListWriter::write);
  }

  private static byte[] write(Map<String, ?> dictionary, Writer writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(PlainValues.toForeign(dictionary), out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private interface Writer {
    void write(NSObject root, java.io.OutputStream out) throws IOException;
  }
}
