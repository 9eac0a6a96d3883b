package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files {@code ._x} and the entries that they are metadata of. */
final class AppleDoublesTest {

  /** Finder information, one attribute and a resource fork, laid out as macOS does. */
  private static byte[] metadata(String fork) {
    ByteBuffer b = ByteBuffer.allocate(200);
    b.putInt(0x00051607).putInt(0x00020000).position(24);
    b.putShort((short) 2).putInt(9).putInt(50).putInt(100).putInt(2).putInt(150);
    b.putInt(fork.length());
    b.put(50, "TEXTttxt".getBytes(StandardCharsets.US_ASCII));
    b.position(84).putInt(0x41545452).putInt(0).putInt(150).putInt(140).putInt(5);
    b.position(84 + 34).putShort((short) 1).putInt(140).putInt(5).putShort((short) 0);
    b.put((byte) 6).put("color\0".getBytes(StandardCharsets.US_ASCII));
    b.put(140, "green".getBytes(StandardCharsets.US_ASCII));
    b.put(150, fork.getBytes(StandardCharsets.US_ASCII));
    return b.array();
  }

  private static List<PayloadEntry> visit(CpioBuilder cpio) throws IOException {
    byte[] bytes = cpio.build();
    List<PayloadEntry> seen = new ArrayList<>();
    new Payload(() -> new ByteArrayInputStream(bytes), 1 << 20).visit((e, in) -> seen.add(e));
    return seen;
  }

  private static CpioBuilder metadataOf(CpioBuilder cpio, String name) {
    return cpio.entry(name, CpioBuilder.FILE, 0, metadata("fork"));
  }

  private static void requireAttributes(PayloadExtras extras) {
    assertThat(extras.resourceFork()).asString(StandardCharsets.US_ASCII).isEqualTo("fork");
    assertThat(extras.attributes()).containsOnlyKeys("color", PayloadExtras.FINDER_INFO);
    assertThat(extras.attributes().get("color")).asString().isEqualTo("green");
    assertThat(extras.attributes().get(PayloadExtras.FINDER_INFO)).hasSize(32);
  }

  @Test
  void becomeTheExtrasOfAnEntryBehindThem() throws IOException {
    CpioBuilder cpio = metadataOf(CpioBuilder.odc().directory("d"), "d/._a").file("d/a", "x");
    List<PayloadEntry> seen = visit(cpio);
    assertThat(seen).extracting(PayloadEntry::path).containsExactly("d", "d/a");
    requireAttributes(seen.get(1).extras());
  }

  @Test
  void areVisitedAsMetadataOfAnEntryBeforeThem() throws IOException {
    CpioBuilder cpio = metadataOf(CpioBuilder.odc().directory("d").file("d/a", "x"), "d/._a");
    PayloadEntry last = visit(cpio).get(2);
    assertThat(last.appleDouble()).isTrue();
    assertThat(last.owner()).isEqualTo("d/a");
    requireAttributes(last.extras());
  }

  @Test
  void belongToDirectoriesToo() throws IOException {
    List<PayloadEntry> seen = visit(metadataOf(CpioBuilder.odc(), "._d").directory("d"));
    assertThat(seen).hasSize(1);
    requireAttributes(seen.get(0).extras());
  }

  @Test
  void areFilesWhenNothingElseHasTheName() throws IOException {
    List<PayloadEntry> seen = visit(metadataOf(CpioBuilder.odc(), "._a").file("b", "x"));
    assertThat(seen).extracting(PayloadEntry::path).containsExactly("b", "._a");
    assertThat(seen).noneMatch(PayloadEntry::appleDouble);
  }

  @Test
  void areFilesWhenTheyAreDamaged() throws IOException {
    byte[] damaged = metadata("fork");
    damaged[54] = 127; // no array is as long as this
    ByteBuffer.wrap(damaged).putInt(30, 1 << 30);
    CpioBuilder cpio = CpioBuilder.odc().file("a", "x");
    List<PayloadEntry> seen = visit(cpio.entry("._a", CpioBuilder.FILE, 0, damaged));
    assertThat(seen).noneMatch(PayloadEntry::appleDouble).hasSize(2);
  }

  @Test
  void doNotCarryTheForkThatSaysThatThereIsNone() {
    byte[] bytes = new byte[26 + 12 + 286];
    ByteBuffer b = ByteBuffer.wrap(bytes);
    b.putInt(0x00051607).putInt(0x00020000).position(24);
    b.putShort((short) 1).putInt(2).putInt(38).putInt(286);
    b.position(38 + 16);
    b.put("This resource fork intentionally left blank".getBytes(StandardCharsets.US_ASCII));
    assertThat(AppleDouble.read(bytes).orElseThrow().isEmpty()).isTrue();
  }
}
