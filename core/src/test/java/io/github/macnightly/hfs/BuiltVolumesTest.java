package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no found volume holds: fragmented forks, wrappers, links to directories, compression. */
class BuiltVolumesTest {

  private static final String ATTRIBUTE = "com.apple.decmpfs";

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(HfsVolume volume, String path) throws IOException {
    try (InputStream in = volume.find(path).orElseThrow().open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void followsForksThroughTheExtentsOverflowTree() throws IOException {
    byte[] large = noise(700_000);
    Tree tree = Tree.create().file("large", large).resourceFork("large", noise(90_000));
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).blockSize(512).fragment(2)).open();

    assertThat(content(volume, "large")).isEqualTo(large);
    VolumeEntry entry = volume.find("large").orElseThrow();
    assertThat(entry.openResourceFork().readAllBytes()).isEqualTo(noise(90_000));
  }

  @Test
  void readsAttributesInForks() throws IOException {
    Tree tree = Tree.create().file("file", "x").xattr("file", "big", noise(9000));
    HfsVolume volume = Patch.of(tree.xattr("file", "small", noise(9))).open();

    assertThat(volume.find("file").orElseThrow().extendedAttributes())
        .hasSize(2)
        .containsEntry("big", noise(9000))
        .containsEntry("small", noise(9));
  }

  @Test
  void readsAVolumeInAWrapper() throws IOException {
    byte[] inner = Patch.of(Tree.create().file("file", "content")).toArray();
    ByteBuffer outer = ByteBuffer.allocate(4096 + inner.length + 1024);
    outer.putShort(1024, (short) 0x4244).putInt(1044, 1024).putShort(1052, (short) 4);
    outer.putShort(1148, (short) 0x482B).putShort(1150, (short) 2);
    outer.putShort(1152, (short) (inner.length / 1024));
    System.arraycopy(inner, 0, outer.array(), 4096, inner.length);

    assertThat(HfsVolume.isHfs(Source.of(outer.array()))).isTrue();
    assertThat(content(HfsVolume.open(Source.of(outer.array())), "file"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("content");
  }

  @Test
  void followsHardLinksOfDirectories() throws IOException {
    String store = ".HFS+ Private Directory Data\r";
    Patch patch =
        Patch.of(Tree.create().file(store + "/dir_77/inside", "content").file("link", new byte[0]));
    linkToDirectory(patch, "link");
    HfsVolume volume = patch.open();

    assertThat(volume.root().children()).extracting(VolumeEntry::name).containsExactly("link");
    assertThat(volume.find("link/inside")).isPresent();
    assertThat(volume.root().children().get(0).children()).hasSize(1);
  }

  @Test
  void endsWhereALinkedDirectoryHoldsALinkToItself() throws IOException {
    String store = ".HFS+ Private Directory Data\r";
    Patch patch = Patch.of(Tree.create().file(store + "/dir_77/itself", "").file("link", ""));
    linkToDirectory(patch, "link");
    linkToDirectory(patch, "itself");

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(LimitExceededException.class);
  }

  private static void linkToDirectory(Patch patch, String name) {
    int at = patch.record(name);
    patch.putShort(at + 2, CatalogRecord.LINK_CHAIN).putInt(at + 44, 77);
    patch.putInt(at + 48, 0x66647270).putInt(at + 52, 0x4D414353);
  }

  @Test
  void comparesNamesOfHfsxWithoutCaseLikeThoseOfHfsPlus() throws IOException {
    Tree tree = Tree.create().file("Straße", "1").file("ÆØ", "2").file("Ж", "3");
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).hfsxWithoutCase()).open();

    assertThat(volume.caseSensitive()).isFalse();
    assertThat(volume.find("STRAßE")).isPresent();
    assertThat(volume.find("æø")).isPresent();
    assertThat(volume.find("ж\u200d")).isPresent();
  }

  @Test
  void findsComposedNamesThatAreStoredDecomposed() throws IOException {
    HfsVolume volume = Patch.of(Tree.create().file("Müller/Café: 1", "x")).open();

    assertThat(volume.find("m\u00fcller/CAF\u00c9: 1")).isPresent();
  }

  /** An attribute of a kind with its payload; the size is that of the content. */
  private static byte[] attribute(int type, long size, byte[] payload) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt(0x636D7066).putInt(type).putLong(size).put(payload).array();
  }

  private static byte[] deflate(byte[] plain, int from, int to) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain, from, to - from);
    deflater.finish();
    byte[] packed = new byte[2 * (to - from) + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  /** The resource fork of a file of type 4: every chunk deflated but the last, which is stored. */
  private static byte[] chunks(byte[] plain) {
    int count = (plain.length + 65535) / 65536;
    ByteBuffer fork = ByteBuffer.allocate(0x110 + 2 * plain.length + 8 * count);
    fork.putInt(0, 0x100).order(ByteOrder.LITTLE_ENDIAN).putInt(0x104, count);
    int at = 4 + 8 * count;
    for (int i = 0; i < count; i++) {
      int end = Math.min(plain.length, (i + 1) * 65536);
      byte[] packed = deflate(plain, i * 65536, end);
      if (i == count - 1) {
        packed = new byte[end - i * 65536 + 1];
        packed[0] = (byte) 0xff;
        System.arraycopy(plain, i * 65536, packed, 1, packed.length - 1);
      }
      fork.putInt(0x108 + 8 * i, at).putInt(0x10c + 8 * i, packed.length);
      fork.put(0x104 + at, packed);
      at += packed.length;
    }
    return Arrays.copyOf(fork.array(), 0x104 + at);
  }

  private static HfsVolume compressed(byte[] attribute, byte[] fork) throws IOException {
    Tree tree = Tree.create().file("file", new byte[0]).xattr("file", ATTRIBUTE, attribute);
    Patch patch = Patch.of(fork.length == 0 ? tree : tree.resourceFork("file", fork));
    return patch.putByte(patch.record("file") + 41, 0x20).open();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "65536", "65537", "200000"})
  void readsCompressionInTheResourceFork(int length) throws IOException {
    byte[] plain = new byte[length];
    Arrays.setAll(new Byte[length], i -> plain[i] = (byte) (i / 7));
    HfsVolume volume = compressed(attribute(4, length, new byte[0]), chunks(plain));
    VolumeEntry file = volume.find("file").orElseThrow();

    assertThat(content(volume, "file")).isEqualTo(plain);
    assertThat(file.size()).isEqualTo(length);
    assertThat(file.resourceForkSize()).isZero();
    assertThat(file.extendedAttributes()).isEmpty();
  }

  @Test
  void readsCompressionInTheAttribute() throws IOException {
    byte[] plain = "text ".repeat(500).getBytes(StandardCharsets.UTF_8);
    byte[] packed = deflate(plain, 0, plain.length);

    assertThat(content(compressed(attribute(3, 2500, packed), new byte[0]), "file"))
        .isEqualTo(plain);
    assertThat(content(compressed(attribute(1, 2500, plain), new byte[0]), "file"))
        .isEqualTo(plain);
  }

  @Test
  void readsCompressionThatMacOsMade() throws IOException {
    byte[] packed = vector("real_zlib_inline.payload");
    byte[] plain = vector("real_zlib_inline.expected");

    assertThat(content(compressed(attribute(3, plain.length, packed), new byte[0]), "file"))
        .isEqualTo(plain);
  }

  private static byte[] vector(String name) throws IOException {
    Path file = Shared.fixture("dmg/decmpfs-vectors/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return Files.readAllBytes(file);
  }

  @Test
  void namesACompressionThatItDoesNotRead() throws IOException {
    HfsVolume volume = compressed(attribute(8, 5, new byte[0]), new byte[300]);

    assertThat(volume.find("file").orElseThrow().size()).isEqualTo(5);
    assertThatThrownBy(() -> content(volume, "file"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("type 8");
  }

  @Test
  void refusesAChunkTableForAnotherSize() throws IOException {
    HfsVolume volume = compressed(attribute(4, 1L << 40, new byte[0]), chunks(noise(100)));

    assertThatThrownBy(() -> content(volume, "file")).isInstanceOf(CorruptException.class);
  }
}
