package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.fixtures.dmg.apfs.EncryptedVolume;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Volumes that a passphrase opens. No container that macOS encrypted is at hand: these are built
 * here, by a cipher of the builder's own. Version 20201107 of libfsapfs opens the same kinds with
 * each passphrase and the recovery key, and finds the contents that were put in; but it does not
 * read a key of 256 bits that one of 128 encrypts, so for volumes beside a converted one there is
 * no foreign witness.
 */
class EncryptedVolumesTest {

  private static final int BLOCK = Patch.BLOCK;
  private static final String RECOVERY_KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF";

  private static Tree tree() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    Arrays.fill(noise, 5_000, 80_001, (byte) 0);
    return Tree.create()
        .file("hello.txt", "hello\n")
        .file("Dir/Sub/large", noise)
        .symlink("link", "hello.txt")
        .hardLink("hard", "hello.txt")
        .xattr("hello.txt", "com.example.large", Arrays.copyOf(noise, 9000))
        .resourceFork("Dir/Sub/large", Arrays.copyOf(noise, 5000));
  }

  private static ApfsVolumeSpec plain() {
    return ApfsVolumeSpec.of(tree()).name("Secret").holes().nodeRecords(6);
  }

  private static byte[] container(EncryptedVolume keys) {
    return ApfsBuilder.create()
        .keyLocker(2, EncryptedVolume.keyLocker(BLOCK, keys))
        .volume(plain().encrypted(keys.cipher()))
        .toBytes();
  }

  private static Passphrases passphrase(String text) {
    return () -> Optional.of(text.toCharArray());
  }

  private static List<Volume> open(byte[] container, String text) throws IOException {
    return ApfsContainer.open(Source.of(container), passphrase(text)).volumes();
  }

  private static Map<String, Fact> facts(byte[] container, String text) throws IOException {
    return Walk.facts(open(container, text).get(0));
  }

  private static Map<String, Fact> expected() throws IOException {
    return Walk.facts(Patch.of(plain()).open());
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "second", "Gr\u00f6\u00dfe \ud83d\udd11", RECOVERY_KEY})
  void opensForWhoeverKnowsOneOfItsPassphrases(String text) throws IOException {
    EncryptedVolume keys =
        EncryptedVolume.number(0)
            .hint("none")
            .passphrase("first")
            .passphrase("second")
            .passphrase("Gr\u00f6\u00dfe \ud83d\udd11")
            .recoveryKey(RECOVERY_KEY);

    assertThat(facts(container(keys), text)).isEqualTo(expected());
  }

  static Stream<EncryptedVolume> fromCoreStorage() {
    return Stream.of(
        EncryptedVolume.converted(0).passphrase("first"),
        EncryptedVolume.converted(0).changedPassphrase("first"),
        EncryptedVolume.besideConverted(0).passphrase("first"),
        EncryptedVolume.besideConverted(0).changedPassphrase("first"));
  }

  @ParameterizedTest
  @MethodSource("fromCoreStorage")
  void opensVolumesThatCoreStorageEncrypted(EncryptedVolume keys) throws IOException {
    assertThat(facts(container(keys), "first")).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"First", "first ", "", "\0"})
  void refusesAPassphraseThatIsWrong(String text) {
    byte[] container = container(EncryptedVolume.number(0).passphrase("first"));

    assertThatThrownBy(() -> open(container, text))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isFalse())
        .hasMessageContaining("Secret")
        .hasMessageContaining("wrong");
  }

  @Test
  void refusesToOpenWithoutAPassphrase() {
    byte[] container = container(EncryptedVolume.number(0).passphrase("first"));

    assertThatThrownBy(() -> ApfsContainer.open(Source.of(container), Passphrases.none()))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isTrue())
        .hasMessageContaining("Secret");
  }

  @Test
  void asksForNoPassphraseWhereNothingIsEncrypted() throws IOException {
    Passphrases forbidden =
        () -> {
          throw new IOException("asked for a passphrase");
        };
    Source container = Source.of(Patch.of(plain()).toArray());

    assertThat(ApfsContainer.open(container, forbidden).volumes()).hasSize(1);
  }

  @Test
  void wipesThePassphraseWhetherRightOrWrong() throws IOException {
    byte[] container = container(EncryptedVolume.number(0).passphrase("first"));
    char[] right = "first".toCharArray();
    char[] wrong = "wrong".toCharArray();

    ApfsContainer.open(Source.of(container), () -> Optional.of(right));
    assertThatThrownBy(() -> ApfsContainer.open(Source.of(container), () -> Optional.of(wrong)))
        .isInstanceOf(PassphraseException.class);

    assertThat(right).containsOnly('\0');
    assertThat(wrong).containsOnly('\0');
  }

  @Test
  void opensEveryVolumeWithKeysOfItsOwn() throws IOException {
    EncryptedVolume first = EncryptedVolume.number(0).passphrase("both");
    EncryptedVolume third = EncryptedVolume.converted(2).passphrase("only").passphrase("both");
    byte[] container =
        ApfsBuilder.create()
            .keyLocker(3, EncryptedVolume.keyLocker(BLOCK, first, third))
            .volume(plain().encrypted(first.cipher()))
            .volume(plain().name("Open"))
            .volume(plain().encrypted(third.cipher()))
            .toBytes();
    List<Volume> volumes = open(container, "both");

    assertThat(volumes).extracting(Volume::name).containsExactly("Secret", "Open", "Secret");
    for (Volume volume : volumes) {
      assertThat(Walk.facts(volume).get("hello.txt")).isEqualTo(expected().get("hello.txt"));
    }
    assertThatThrownBy(() -> open(container, "only")).isInstanceOf(PassphraseException.class);
  }

  @Test
  void readsKeybagsThatAreNotEncrypted() throws IOException {
    EncryptedVolume keys = EncryptedVolume.number(0).passphrase("first");
    byte[] container = container(keys);
    byte[] plain = keys.keybag().plain(BLOCK);
    int place = (int) new Patch(container).getLong(new Patch(container).container() + 0x510);
    System.arraycopy(plain, 0, container, (place + 1) * BLOCK, BLOCK);

    assertThat(facts(container, "first")).isEqualTo(expected());
  }

  @Test
  void opensWithOtherBlockSizes() throws IOException {
    EncryptedVolume keys = EncryptedVolume.number(0).passphrase("first");
    byte[] container =
        ApfsBuilder.create()
            .blockSize(16384)
            .keyLocker(2, EncryptedVolume.keyLocker(16384, keys))
            .volume(ApfsVolumeSpec.of(tree()).encrypted(keys.cipher()))
            .toBytes();

    assertThat(facts(container, "first").get("Dir/Sub/large"))
        .isEqualTo(expected().get("Dir/Sub/large"));
  }

  /**
   * Unlock records that Macs wrote, published with the passphrases for those who test password
   * guessers: salt, iterations, wrapped key. The first is of APFS (macOS 10.13.5), the others,
   * which are shorter, are of Core Storage.
   */
  @ParameterizedTest
  @CsvSource({
    "openwall, 0d7426917b673738a1e39c987ec0f477, 181461,"
        + " 450319e1181941d5fb77d2a200c03ace7ebec71b76c56cb9faa9216403aa6be9df2118ddcac19c62",
    "openwall, e7eebaabacaffe04dd33d22fd09e30e5, 41000,"
        + " e9acbb4bc6dafb74aadb72c576fecf69c2ad45ccd4776d76",
    "password123, 94c438acf87d68c2882d53aafaa4647d, 70400,"
        + " 2deb811f803a68e5e1c4d63452f04e1cac4e5d259f2e2999"
  })
  void opensRecordsThatMacsWrote(String text, String salt, long iterations, String wrapped)
      throws IOException {
    byte[] bytes = HexFormat.of().parseHex(wrapped);
    int flags = bytes.length == 24 ? 2 : 0;
    Keybag.Entry entry = new Keybag.Entry(new byte[16], Keybag.UNLOCK_RECORD, 0, new byte[0]);
    WrappedKey key = new WrappedKey(entry, new byte[16], flags, bytes, true);
    KekRecord record = new KekRecord(key, iterations, HexFormat.of().parseHex(salt));

    assertThat(record.unlock(text.toCharArray()))
        .hasValueSatisfying(kek -> assertThat(kek).hasSize(bytes.length - 8));
    assertThat(record.unlock((text + "1").toCharArray())).isEmpty();
  }
}
