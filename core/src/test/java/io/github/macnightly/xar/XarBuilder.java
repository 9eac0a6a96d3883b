package io.github.macnightly.xar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;

/**
 * Writes xar archives for tests, sound ones and ones that lie. Its members are stored as they are.
 */
public final class XarBuilder {

  private final StringBuilder files = new StringBuilder();
  private final ByteArrayOutputStream heap;
  private String before = "";
  private int tocSizeError;
  private boolean wrongTocChecksum;
  private String checksum = "<checksum style=\"sha1\"><offset>0</offset><size>20</size></checksum>";

  public XarBuilder() {
    heap = new ByteArrayOutputStream();
    heap.writeBytes(new byte[20]); // room for the checksum
  }

  /** Starts the inside of a directory of another archive, whose heap takes the contents. */
  public XarBuilder(XarBuilder outer) {
    heap = outer.heap;
  }

  /** Returns the elements of the members that were added. */
  public String files() {
    return files.toString();
  }

  /** Adds a member whose checksums are right. */
  public XarBuilder file(String name, byte[] content) {
    return file(name, content, content);
  }

  /** Adds a member whose checksums are those of other bytes. */
  public XarBuilder file(String name, byte[] content, byte[] summed) {
    String sum = HexFormat.of().formatHex(sha1(summed));
    String data =
        String.format(
            "<data><length>%1$d</length><offset>%2$d</offset><size>%1$d</size>"
                + "<encoding style=\"application/octet-stream\"/>"
                + "<archived-checksum style=\"sha1\">%3$s</archived-checksum>"
                + "<extracted-checksum style=\"sha1\">%3$s</extracted-checksum></data>",
            content.length, heap.size(), sum);
    heap.writeBytes(content);
    return raw("<file id=\"1\"><name>" + name + "</name><type>file</type>" + data + "</file>");
  }

  /** Adds elements as they are. */
  public XarBuilder raw(String xml) {
    files.append(xml);
    return this;
  }

  /** Puts text between the XML declaration and the root element. */
  XarBuilder prolog(String xml) {
    before = xml;
    return this;
  }

  /** Replaces the element that tells of the checksum. */
  XarBuilder checksum(String xml) {
    checksum = xml;
    return this;
  }

  XarBuilder wrongTocChecksum() {
    wrongTocChecksum = true;
    return this;
  }

  /** Makes the header state a wrong length of the table of contents. */
  XarBuilder tocSizeError(int bytes) {
    tocSizeError = bytes;
    return this;
  }

  public byte[] build() {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + before
            + "<xar><toc>"
            + checksum
            + files
            + "</toc></xar>";
    byte[] plain = xml.getBytes(StandardCharsets.UTF_8);
    byte[] packed = deflate(plain);
    byte[] contents = heap.toByteArray();
    System.arraycopy(wrongTocChecksum ? new byte[20] : sha1(packed), 0, contents, 0, 20);
    ByteBuffer b = ByteBuffer.allocate(28 + packed.length + contents.length);
    b.putInt(0x78617221).putShort((short) 28).putShort((short) 1);
    b.putLong(packed.length).putLong(plain.length + tocSizeError).putInt(1);
    return b.put(packed).put(contents).array();
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] buffer = new byte[plain.length + 1000];
    int length = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
