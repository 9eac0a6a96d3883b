package io.github.macnightly.hfsclassic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes that hfsutils and genisoimage wrote, against what hfsutils reads from them. */
class HfsutilsVolumesTest {

  private static final int SIGNATURE = 0x4244;

  private static List<String> facts(ClassicVolume volume) throws IOException {
    List<String> facts = new ArrayList<>();
    add(facts, "", volume.root());
    return facts.stream().sorted().toList();
  }

  private static void add(List<String> facts, String path, VolumeEntry directory)
      throws IOException {
    for (VolumeEntry child : directory.children()) {
      String name = path + child.name();
      if (child.type() == EntryType.DIRECTORY) {
        facts.add(String.join("\t", "d", name, "" + child.children().size()));
        add(facts, name + "/", child);
      } else {
        facts.add(fact(name.replace("\r", "\\r"), child));
      }
    }
  }

  private static String fact(String path, VolumeEntry file) throws IOException {
    byte[] finder = file.extendedAttributes().getOrDefault(FinderInfo.ATTRIBUTE, new byte[32]);
    return String.join(
        "\t",
        "f",
        path,
        (file.flags() & 2) == 0 ? "0" : "1",
        "%04x".formatted(ByteBuffer.wrap(finder).getShort(8)),
        new String(finder, 0, 4, ISO_8859_1),
        new String(finder, 4, 4, ISO_8859_1),
        "" + file.dates().created().getEpochSecond(),
        "" + file.modified().getEpochSecond(),
        Fact.digest(file.open()).replace(' ', '\t'),
        Fact.digest(file.openResourceFork()).replace(' ', '\t'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forks.hfs", "fragments.hfs", "many.hfs", "hybrid.iso"})
  void holdsWhatHfsutilsFinds(String image) throws IOException {
    assertThat(facts(Images.of(image).open())).isEqualTo(Images.facts(image)).isNotEmpty();
  }

  @Test
  void tellsWhatItIs() throws IOException {
    ClassicVolume volume = Images.of("forks.hfs").open();

    assertThat(volume.name()).isEqualTo("Forks:Disk");
    assertThat(volume.root().name()).isEqualTo("Forks:Disk");
    assertThat(volume.fileSystem()).isEqualTo("HFS");
    assertThat(volume.caseSensitive()).isFalse();
  }

  @Test
  void findsNamesWhateverTheirCaseAndAccents() throws IOException {
    ClassicVolume volume = Images.of("forks.hfs").open();

    assertThat(volume.find("ONE/straße/CAFÉ").orElseThrow().name()).isEqualTo("café");
    assertThat(volume.find("/one//stra\u00dfe/cafe\u0301")).isPresent();
    assertThat(volume.find("left:right").orElseThrow().name()).isEqualTo("Left:Right");
    assertThat(volume.find("one/cafe")).isEmpty();
    assertThat(volume.find("Empty/nothing")).isEmpty();
    assertThat(volume.find("one/..")).isEmpty();
    assertThat(volume.find("").orElseThrow().type()).isEqualTo(EntryType.DIRECTORY);
  }

  @Test
  void saysWhatThereIsNotAsEveryVolumeDoes() throws IOException {
    VolumeEntry file = Images.of("forks.hfs").open().find("Both Forks").orElseThrow();

    assertThat(file.mode()).isEqualTo(0644);
    assertThat(file.uid()).isZero();
    assertThat(file.gid()).isZero();
    assertThat(file.linkTarget()).isEmpty();
    assertThat(file.hardLinkGroup()).isZero();
    assertThat(file.children()).isEmpty();
    assertThat(file.flags()).isZero();
    assertThat(file.dates().accessed()).isEqualTo(Instant.parse("1998-01-27T00:00:00Z"));
    assertThat(file.dates().changed()).isEqualTo(file.modified());
  }

  @Test
  void showsLockAndInvisibilityAsFlags() throws IOException {
    ClassicVolume volume = Images.of("forks.hfs").open();

    assertThat(volume.find("Locked").orElseThrow().flags()).isEqualTo(0x2);
    assertThat(volume.find("Hidden").orElseThrow().flags()).isEqualTo(0x8000);
    assertThat(volume.find("one").orElseThrow().flags()).isZero();
  }

  @Test
  void readsAFragmentedForkAtAnyPlace() throws IOException {
    VolumeEntry file = Images.of("fragments.hfs").open().find("mixed").orElseThrow();
    byte[] whole = file.open().readAllBytes();
    Source content = file.content().orElseThrow();

    assertThat(content.size()).isEqualTo(whole.length);
    for (int at = 0; at < whole.length; at += 1021) {
      int length = Math.min(3000, whole.length - at);
      assertThat(content.read(at, length)).isEqualTo(ByteBuffer.wrap(whole, at, length));
    }
    assertThat(content.read(whole.length, ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void tellsWhereContentIs() throws IOException {
    Images image = Images.of("hybrid.iso");
    VolumeEntry file = image.open().find("folder/nested.txt").orElseThrow();

    assertThat(file.place()).isPositive();
    assertThat(image.source().slice(file.place(), file.size()).stream().readAllBytes())
        .isEqualTo(file.open().readAllBytes());
    assertThat(image.open().find("Desktop DF").orElseThrow().place()).isZero();
  }

  @Test
  void decodesANameByItsScript() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putByte(image.record("Hidden") + 56 + 8, 0x81).putShort(image.name("Hidden"), 0x8341);

    assertThat(image.open().find("\u30a2dden")).isPresent();
  }

  @Test
  void readsTheCopyWhenTheBlockIsLost() throws IOException {
    Images image = Images.of("fragments.hfs");
    for (int at = 1024; at < 1536; at += 4) {
      image.putInt(at, 0);
    }

    assertThat(ClassicVolume.isClassic(image.source())).isTrue();
    assertThat(facts(image.open())).isEqualTo(Images.facts("fragments.hfs"));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 130, 134, 146, 150})
  void readsTheCopyWhenTheBlockIsDamaged(int field) throws IOException {
    Images image = Images.of("forks.hfs").putInt(1024 + field, 0x7fff0123);

    assertThat(ClassicVolume.isClassic(image.source())).isTrue();
    assertThat(facts(image.open())).isEqualTo(Images.facts("forks.hfs"));
  }

  /** The manifest lists no files, because 7zz, its only witness, cannot read the volume. */
  @Test
  void holdsAFileThatOtherReadersMissed() throws IOException {
    Path path = Shared.fixture("dmg/corpus-hfs-classic-hello.img").orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    ClassicVolume volume = ClassicVolume.open(Source.of(Files.readAllBytes(path)));

    assertThat(volume.name()).isEqualTo("Untitled");
    assertThat(volume.root().children())
        .extracting(VolumeEntry::name)
        .containsExactly("helloworld.txt");
    assertThat(volume.find("helloworld.txt").orElseThrow().open())
        .hasContent("hello world of hfs\n");
  }

  @Test
  void recognisesVolumes() throws IOException {
    assertThat(ClassicVolume.isClassic(Images.of("forks.hfs").source())).isTrue();
    assertThat(ClassicVolume.isClassic(Images.of("hybrid.iso").source())).isTrue();
    assertThat(ClassicVolume.isClassic(Source.of(new byte[0]))).isFalse();
    assertThat(ClassicVolume.isClassic(Source.of(new byte[4096]))).isFalse();
  }

  @Test
  void doesNotTakeTwoLettersForAVolume() throws IOException {
    byte[] bytes = new byte[4096];
    ByteBuffer.wrap(bytes).putShort(1024, (short) SIGNATURE);

    assertThat(ClassicVolume.isClassic(Source.of(bytes))).isFalse();
  }

  @Test
  void leavesHfsPlusVolumesToTheirReader() throws IOException {
    Images wrapper = Images.of("forks.hfs").putShort(1024 + 124, 0x482B);
    Images reused = Images.of("forks.hfs").putShort(1024, 0x482B);
    Images extended = Images.of("forks.hfs").putShort(1024, 0x4858);

    assertThat(ClassicVolume.isClassic(wrapper.source())).isFalse();
    assertThat(ClassicVolume.isClassic(reused.source())).isFalse();
    assertThat(ClassicVolume.isClassic(extended.source())).isFalse();
  }
}
