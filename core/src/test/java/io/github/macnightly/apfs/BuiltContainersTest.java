package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Node;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no found container holds. Version 20201107 of libfsapfs finds the same names, modes and
 * contents in all of them that it can read: not in sealed ones, in those with snapshots, of which
 * it shows the oldest, and in those with other blocks than 4096 bytes. For snapshots the Sleuth Kit
 * agrees; {@link CheckedContainersTest} has the sealed ones and large blocks checked.
 */
class BuiltContainersTest {

  /** The builder adds it to the seconds of the tree. */
  private static final long NANOS_OF_MODIFIED = 222;

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] withHole() {
    byte[] bytes = noise(90_000);
    Arrays.fill(bytes, 5_000, 80_001, (byte) 0);
    return bytes;
  }

  private static Tree everything() {
    Tree tree =
        Tree.create()
            .file("hello.txt", "hello\n", 04751)
            .owner("hello.txt", 501, 20)
            .directory("Dir/Sub", 0700)
            .file("Dir/Sub/large", noise(300_000))
            .file("empty", "")
            .file("holes", withHole())
            .symlink("relative", "Dir/Sub/large")
            .symlink("absolute", "/Applications")
            .hardLink("Dir/hard", "hello.txt")
            .hardLink("z-hard", "hello.txt");
    tree.xattr("hello.txt", "com.example.small", noise(9))
        .xattr("hello.txt", "com.example.large", noise(9000))
        .xattr("Dir", "com.apple.system.Security", noise(68))
        .resourceFork("Dir/Sub/large", noise(5000))
        .modified("empty", Instant.parse("1969-12-31T23:59:59Z"));
    CompressedFile.of(3, noise(100)).addTo(tree, "Dir/inline");
    CompressedFile.of(4, new byte[200_000]).addTo(tree, "Dir/in fork");
    return tree;
  }

  /** What the tree means to a reader; compressed files are told by their attributes. */
  private static Map<String, Fact> expected(Tree tree, Map<String, byte[]> compressed)
      throws IOException {
    Map<String, Fact> facts = new TreeMap<>();
    Instant modified = Tree.DEFAULT_TIME.plusNanos(NANOS_OF_MODIFIED);
    facts.put("", new Fact("dir", 0755, 0, 0, modified, "", Map.of(), "0", false));
    List<String> linked =
        tree.nodes().stream()
            .filter(node -> node.kind() == Node.Kind.HARD_LINK)
            .flatMap(node -> Stream.of(node.path(), node.target()))
            .toList();
    for (Node node : tree.nodes()) {
      boolean hard = node.kind() == Node.Kind.HARD_LINK;
      Node file = hard ? tree.get(node.target()) : node;
      boolean packed = compressed.containsKey(node.path());
      Map<String, byte[]> attributes = new TreeMap<>(file.xattrs());
      attributes.remove("com.apple.decmpfs");
      byte[] fork = packed ? new byte[0] : file.resourceFork();
      facts.put(
          node.path(),
          new Fact(
              type(file),
              file.mode(),
              file.owner().uid(),
              file.owner().gid(),
              file.modified().plusNanos(NANOS_OF_MODIFIED),
              packed ? digest(compressed.get(node.path())) : content(file),
              Fact.digests(attributes),
              fork.length == 0 ? "0" : digest(fork),
              linked.contains(node.path())));
    }
    return facts;
  }

  private static String type(Node node) {
    return switch (node.kind()) {
      case DIRECTORY -> "dir";
      case SYMLINK -> "symlink";
      default -> "file";
    };
  }

  private static String content(Node node) throws IOException {
    return switch (node.kind()) {
      case DIRECTORY -> "";
      case SYMLINK -> node.target();
      default -> Fact.digest(node.content().open());
    };
  }

  private static String digest(byte[] bytes) throws IOException {
    return Fact.digest(new ByteArrayInputStream(bytes));
  }

  private static Map<String, Fact> expected() throws IOException {
    Map<String, byte[]> compressed =
        Map.of("Dir/inline", noise(100), "Dir/in fork", new byte[200_000]);
    return expected(everything(), compressed);
  }

  static Stream<ApfsVolumeSpec> volumes() {
    return Stream.of(
        ApfsVolumeSpec.of(everything()).name("folding"),
        ApfsVolumeSpec.of(everything()).name("minding case").caseSensitive(),
        ApfsVolumeSpec.of(everything()).name("minding all").normalizationSensitive(),
        ApfsVolumeSpec.of(everything()).name("holes").holes(),
        ApfsVolumeSpec.of(everything()).name("pieces").fragment(1),
        ApfsVolumeSpec.of(everything()).name("deep tree").nodeRecords(3),
        ApfsVolumeSpec.of(everything()).name("sealed").sealed().holes(),
        ApfsVolumeSpec.of(everything()).name("sealed deep").sealed().nodeRecords(3),
        ApfsVolumeSpec.of(everything())
            .name("snapshots")
            .nodeRecords(5)
            .snapshot("first", Tree.create().file("hello.txt", "hello of yesterday"))
            .snapshot("second", everything().file("gone", "gone")));
  }

  @ParameterizedTest
  @MethodSource("volumes")
  void holdsTheTreeThatWasPutIn(ApfsVolumeSpec spec) throws IOException {
    assertThat(Walk.facts(Patch.of(spec).open())).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(ints = {8192, 16384, 65536})
  void readsOtherBlockSizes(int size) throws IOException {
    ApfsBuilder builder =
        ApfsBuilder.create().blockSize(size).volume(ApfsVolumeSpec.of(everything()));

    assertThat(Walk.facts(Patch.of(builder).open())).isEqualTo(expected());
  }

  @Test
  void followsTheNewestCheckpointWhateverBlockZeroSays() throws IOException {
    ApfsBuilder builder =
        ApfsBuilder.create().staleBlockZero().volume(ApfsVolumeSpec.of(everything()));

    assertThat(Walk.facts(Patch.of(builder).open())).isEqualTo(expected());
  }

  @Test
  void findsCheckpointsThatAreInSeveralPlaces() throws IOException {
    ApfsBuilder builder =
        ApfsBuilder.create().scatteredDescriptors().volume(ApfsVolumeSpec.of(everything()));

    assertThat(Walk.facts(Patch.of(builder).open())).isEqualTo(expected());
  }

  @Test
  void takesAnOlderCheckpointWhenTheNewestIsTorn() throws IOException {
    ApfsBuilder builder =
        ApfsBuilder.create().staleBlockZero().volume(ApfsVolumeSpec.of(everything()));
    Patch patch = Patch.of(builder);
    patch.damage(patch.container() + 2000);

    Source container = Source.of(patch.toArray());
    assertThat(ApfsContainer.open(container, Passphrases.none()).volumes()).isEmpty();
  }

  @Test
  void readsSeveralVolumes() throws IOException {
    byte[] container =
        ApfsBuilder.create()
            .volume(ApfsVolumeSpec.of(everything()).name("Größe"))
            .volume(ApfsVolumeSpec.of(Tree.create().file("a", "1")).name("B").caseSensitive())
            .volume(ApfsVolumeSpec.of(Tree.create()).name("C").sealed())
            .toBytes();
    List<Volume> volumes = ApfsContainer.open(Source.of(container), Passphrases.none()).volumes();

    assertThat(volumes).extracting(Volume::name).containsExactly("Größe", "B", "C");
    assertThat(volumes).extracting(Volume::caseSensitive).containsExactly(false, true, false);
    assertThat(volumes).extracting(Volume::fileSystem).containsOnly("APFS");
    assertThat(Walk.facts(volumes.get(0))).isEqualTo(expected());
    assertThat(Walk.facts(volumes.get(1))).containsOnlyKeys("", "a");
    assertThat(Walk.facts(volumes.get(2))).containsOnlyKeys("");
    assertThat(volumes.get(0).root().name()).isEqualTo("Größe");
  }

  @Test
  void findsNamesByTheRulesOfTheVolume() throws IOException {
    Tree tree = Tree.create().file("Stra\u00dfe/Gr\u00f6\u00dfe", "1").file("\u03a3\u03a3", "2");
    ApfsVolume folding = Patch.of(tree).open();
    ApfsVolume minding = Patch.of(ApfsVolumeSpec.of(tree).caseSensitive()).open();
    ApfsVolume plain = Patch.of(ApfsVolumeSpec.of(tree).normalizationSensitive()).open();

    assertThat(folding.find("STRASSE/GRO\u0308SSE")).isPresent();
    assertThat(folding.find("\u03c3\u03c2")).isPresent();
    assertThat(minding.find("Stra\u00dfe/Gro\u0308\u00dfe")).isPresent();
    assertThat(minding.find("stra\u00dfe/gr\u00f6\u00dfe")).isEmpty();
    assertThat(plain.find("//Stra\u00dfe//Gr\u00f6\u00dfe/")).isPresent();
    assertThat(plain.find("Stra\u00dfe/Gro\u0308\u00dfe")).isEmpty();
    assertThat(plain.find("")).get().extracting(VolumeEntry::type).isEqualTo(EntryType.DIRECTORY);
  }

  @Test
  void tellsFourDatesApart() throws IOException {
    VolumeEntry file = Patch.of(Tree.create().file("f", "")).open().find("f").orElseThrow();
    Instant time = Tree.DEFAULT_TIME;

    assertThat(file.dates())
        .isEqualTo(
            new Dates(
                time.minus(Duration.ofDays(1)).plusNanos(111),
                time.plusNanos(222),
                time.plusSeconds(1).plusNanos(333),
                time.plusSeconds(2).plusNanos(444)));
  }

  @Test
  void showsAllFlagsButThatOfCompression() throws IOException {
    Tree tree = CompressedFile.of(3, noise(50)).addTo(Tree.create(), "f");
    ApfsVolume volume = Patch.of(ApfsVolumeSpec.of(tree).flags("f", 0x8002)).open();
    VolumeEntry file = volume.find("f").orElseThrow();

    assertThat(file.flags()).isEqualTo(0x8002);
    assertThat(file.size()).isEqualTo(50);
    assertThat(file.content()).isEmpty();
  }

  @Test
  void contentCanBeReadAtAnyPlaceAcrossHolesAndPieces() throws IOException {
    Tree tree = Tree.create().file("f", withHole());
    ApfsVolume volume = Patch.of(ApfsVolumeSpec.of(tree).holes().fragment(2)).open();
    Source content = volume.find("f").orElseThrow().content().orElseThrow();

    assertThat(content.size()).isEqualTo(withHole().length);
    for (int offset = 0; offset < withHole().length - 9_000; offset += 1_237) {
      assertThat(content.read(offset, 9_000).array())
          .isEqualTo(Arrays.copyOfRange(withHole(), offset, offset + 9_000));
    }
    assertThat(content.read(withHole().length, ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void placesFollowTheDisk() throws IOException {
    Tree tree = Tree.create().file("b", noise(5000)).file("a", noise(5000)).file("c", "");
    CompressedFile.of(4, noise(100_000)).addTo(tree, "packed");
    Patch patch = Patch.of(tree);
    ApfsVolume volume = patch.open();
    int place = (int) volume.find("b").orElseThrow().place();

    assertThat(Arrays.copyOfRange(patch.toArray(), place, place + 5000)).isEqualTo(noise(5000));
    assertThat(volume.find("a").orElseThrow().place()).isPositive().isLessThan(place);
    assertThat(volume.find("packed").orElseThrow().place()).isGreaterThan(place);
    assertThat(volume.find("c").orElseThrow().place()).isZero();
    assertThat(volume.root().place()).isZero();
  }

  @Test
  void symbolicLinksHaveTheirTextForContent() throws IOException {
    ApfsVolume volume = Patch.of(Tree.create().symlink("l", "grün/x")).open();
    VolumeEntry link = volume.find("l").orElseThrow();

    assertThat(link.linkTarget()).isEqualTo("grün/x");
    assertThat(link.size()).isEqualTo(7);
    assertThat(link.open().readAllBytes()).hasSize(7);
    assertThat(link.extendedAttributes()).isEmpty();
  }

  @Test
  void decryptsNodesAndExtentsWithTheKeyOfTheVolume() throws IOException {
    byte[] container =
        ApfsBuilder.create()
            .volume(
                ApfsVolumeSpec.of(everything())
                    .holes()
                    .nodeRecords(7)
                    .encrypted((data, unit) -> scramble(data, 0, data.length, unit)))
            .toBytes();
    ApfsContainer opened =
        ApfsContainer.open(
            Source.of(container),
            (blocks, superblock, volume) -> Optional.of(BuiltContainersTest::scramble));

    assertThat(Walk.facts(opened.volumes().get(0))).isEqualTo(expected());
    VolumeEntry file = opened.volumes().get(0).find("holes").orElseThrow();
    assertThat(file.content().orElseThrow().read(4_000, 80_003).array())
        .isEqualTo(Arrays.copyOfRange(withHole(), 4_000, 84_003));
  }

  /** Undoes itself; every unit is changed in another way. */
  private static void scramble(byte[] data, int offset, int length, long firstUnit) {
    for (int i = 0; i < length; i++) {
      data[offset + i] ^= (byte) (0x55 + 31 * (firstUnit + i / BlockCipher.UNIT));
    }
  }
}
