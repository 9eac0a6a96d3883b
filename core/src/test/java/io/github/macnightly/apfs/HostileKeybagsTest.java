package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.Keys;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.fixtures.dmg.apfs.EncryptedVolume;
import io.github.macnightly.fixtures.dmg.apfs.KeybagWriter;
import io.github.macnightly.fixtures.dmg.apfs.WrappedKeyWriter;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keybags and wrapped keys that are damaged, were tampered with or hold what is not read. */
class HostileKeybagsTest {

  private static final int BLOCK = Patch.BLOCK;
  private static final int ITERATIONS = 5;
  private static final int KEY_LOCKER = 0x510;
  private static final byte[] USER = new byte[16];
  private static final byte[] SALT = new byte[16];

  private static EncryptedVolume keys() {
    return EncryptedVolume.number(0);
  }

  private static EncryptedVolume opened() {
    return keys().passphrase("right", ITERATIONS);
  }

  private static WrappedKeyWriter record(EncryptedVolume keys) {
    return WrappedKeyWriter.of(keys.kek()).wrap("right", ITERATIONS, SALT);
  }

  /** A container with plain keybags, the volume's behind the container's. */
  private static Patch patch(EncryptedVolume keys, KeybagWriter container, KeybagWriter volume) {
    return Patch.of(
        ApfsBuilder.create()
            .keyLocker(
                2,
                first -> {
                  container.entry(keys.id(), KeybagWriter.UNLOCK_RECORD, place(first + 1, 1));
                  return ByteBuffer.allocate(2 * BLOCK)
                      .put(container.plain(BLOCK))
                      .put(volume.plain(BLOCK))
                      .array();
                })
            .volume(
                ApfsVolumeSpec.of(Tree.create().file("file", "content"))
                    .name("Secret")
                    .encrypted(keys.cipher())));
  }

  private static Patch patch(EncryptedVolume keys) {
    return patch(keys, withVolumeKey(keys, keys.volumeKey()), keys.keybag());
  }

  private static KeybagWriter withVolumeKey(EncryptedVolume keys, WrappedKeyWriter key) {
    return KeybagWriter.ofContainer().entry(keys.id(), KeybagWriter.VOLUME_KEY, key.toArray());
  }

  private static byte[] place(long block, long count) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(block)
        .putLong(count)
        .array();
  }

  private static void walk(Patch patch, String passphrase) throws IOException {
    Source container = Source.of(patch.toArray());
    Walk.facts(
        ApfsContainer.open(container, () -> Optional.of(passphrase.toCharArray()))
            .volumes()
            .get(0));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Patch patch) {
    return assertThatThrownBy(() -> walk(patch, "right"));
  }

  /** Writes into the superblock of the container in block 0 and in the ring. */
  private static Patch container(Patch patch, int at, long value) {
    int newest = patch.container();
    return patch.putLong(at, value).putLong(newest + at, value);
  }

  private static int bag(Patch patch) {
    return (int) patch.getLong(patch.container() + KEY_LOCKER) * BLOCK;
  }

  @Test
  void theContainerThatIsDamagedBelowIsGood() throws IOException {
    walk(patch(opened()), "right");
  }

  @Test
  void passesRecordsOverThatAreOfNoUse() throws IOException {
    EncryptedVolume keys = keys();
    byte[] cut = record(keys).toArray();
    keys.record(USER, Arrays.copyOf(cut, cut.length - 30))
        .record(USER, record(keys).flags(WrappedKeyWriter.HARDWARE))
        .record(USER, record(keys).iterations(Keys.MAX_ITERATIONS + 1, SALT))
        .record(USER, record(keys).iterations(0, SALT))
        .record(USER, record(keys).iterations(ITERATIONS, new byte[0]))
        .record(USER, new byte[0])
        .record(USER, record(keys).more((byte) 0x86, (byte) 1, (byte) 7));

    walk(patch(keys), "right");
  }

  @Test
  void refusesAVolumeThatOnlyASecurityChipOpens() {
    EncryptedVolume users = keys();
    users.record(USER, record(users).flags(WrappedKeyWriter.HARDWARE));
    EncryptedVolume volume = opened();
    KeybagWriter bag = withVolumeKey(volume, volume.volumeKey().flags(WrappedKeyWriter.HARDWARE));

    assertRefused(patch(users))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("security chip");
    assertRefused(patch(volume, bag, volume.keybag()))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("security chip");
  }

  @Test
  void limitsTheIterationsOfARecord() {
    EncryptedVolume keys = keys();
    keys.record(USER, record(keys).iterations(Keys.MAX_ITERATIONS + 1, SALT));
    EncryptedVolume far = keys();
    far.record(USER, record(far).iterations(Long.MAX_VALUE, SALT));

    assertRefused(patch(keys)).isInstanceOf(LimitExceededException.class);
    assertRefused(patch(far)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void limitsTheIterationsOfAllRecordsTogether() {
    EncryptedVolume keys = keys().passphrase("other", ITERATIONS);
    keys.record(USER, record(keys).iterations(Keys.MAX_ITERATIONS, SALT));

    assertRefused(patch(keys))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("sum of iterations");
  }

  @ParameterizedTest
  @CsvSource({"0,16", "5,0"})
  void refusesADerivationThatCannotBe(long iterations, int saltBytes) {
    EncryptedVolume keys = keys();
    keys.record(USER, record(keys).iterations(iterations, new byte[saltBytes]));

    assertRefused(patch(keys)).isInstanceOf(CorruptException.class);
  }

  @Test
  void blamesDamageNotThePassphraseWhenNoRecordIsWhole() {
    EncryptedVolume keys = keys();
    keys.record(USER, record(keys).damagedMac());

    assertThatThrownBy(() -> walk(patch(keys), "wrong"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("HMAC");
  }

  @Test
  void blamesThePassphraseWhenOneRecordIsWhole() {
    EncryptedVolume keys = opened();
    keys.record(USER, record(keys).damagedMac());

    assertThatThrownBy(() -> walk(patch(keys), "wrong")).isInstanceOf(PassphraseException.class);
  }

  @Test
  void refusesAVolumeKeyThatTheRecordsDoNotOpen() {
    EncryptedVolume keys = opened();
    WrappedKeyWriter other = keys.volumeKey().wrap(new byte[32]);

    assertRefused(patch(keys, withVolumeKey(keys, other), keys.keybag()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("passphrase is right");
  }

  @Test
  void refusesAVolumeWithoutRecords() {
    assertRefused(patch(keys()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no unlock record");
  }

  @Test
  void refusesAContainerThatDoesNotKnowTheVolume() {
    EncryptedVolume keys = opened();

    assertRefused(patch(keys, KeybagWriter.ofContainer(), keys.keybag()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no entry 2 for APFS volume 'Secret'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 15})
  void refusesAPlaceThatIsTooShort(int bytes) {
    EncryptedVolume keys = opened();
    KeybagWriter bag = withVolumeKey(keys, keys.volumeKey());
    bag.entry(keys.id(), KeybagWriter.UNLOCK_RECORD, new byte[bytes]);

    assertRefused(patch(keys, bag, keys.keybag()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("wanted the place");
  }

  @ParameterizedTest
  @CsvSource({
    "-1,1",
    "9223372036854775807,1",
    "32767,1",
    "0,-1",
    "1,0",
    "1,17",
    "1,4611686018427387904"
  })
  void refusesPlacesThatCannotBe(long block, long count) {
    EncryptedVolume keys = opened();
    KeybagWriter bag = withVolumeKey(keys, keys.volumeKey());
    bag.entry(keys.id(), KeybagWriter.UNLOCK_RECORD, place(block, count));
    Patch locker = container(patch(opened()), KEY_LOCKER, block);

    assertRefused(patch(keys, bag, keys.keybag())).isInstanceOf(FormatException.class);
    if (count != 0) {
      assertRefused(container(locker, KEY_LOCKER + 8, count)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void refusesAVolumeKeybagInPlaceOfTheContainers() {
    EncryptedVolume keys = opened();
    Patch patch = patch(keys);
    container(patch, KEY_LOCKER, patch.getLong(KEY_LOCKER) + 1);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("is damaged");
  }

  @Test
  void refusesAKeybagOfAnotherVersion() {
    EncryptedVolume keys = opened();

    assertRefused(patch(keys, withVolumeKey(keys, keys.volumeKey()), keys.keybag().version(3)))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("version 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 65535})
  void refusesMoreEntriesThanThereAre(int count) {
    EncryptedVolume keys = opened();
    KeybagWriter volume = keys.keybag().count(count);

    assertRefused(patch(keys, withVolumeKey(keys, keys.volumeKey()), volume))
        .isInstanceOf(FormatException.class);
  }

  /** A checksum tells any change of an encrypted keybag. */
  @Test
  void tellsTamperedKeybags() {
    EncryptedVolume keys = opened();
    byte[] container =
        ApfsBuilder.create()
            .keyLocker(2, EncryptedVolume.keyLocker(BLOCK, keys))
            .volume(ApfsVolumeSpec.of(Tree.create()).encrypted(keys.cipher()))
            .toBytes();
    int bag = bag(new Patch(container));
    for (int at = bag; at < bag + 2 * BLOCK; at += 61) {
      Patch patch = new Patch(container.clone()).damage(at);
      assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("keybag");
    }
  }

  /** The checksum is made right again, so that all that comes after has to bear the change. */
  @ParameterizedTest
  @ValueSource(ints = {0, 0xff})
  void changedKeybagsEndInAResultOrARefusal(int value) throws IOException {
    byte[] container = patch(opened().passphrase("other", ITERATIONS)).toArray();
    int bag = bag(new Patch(container));
    int refused = 0;
    for (int at = bag; at < bag + 2 * BLOCK; at++) {
      if (at % BLOCK >= 8 && at % BLOCK < 450) {
        Patch patch = new Patch(container.clone()).put(at, new byte[] {(byte) value});
        refused += isRefused(patch) ? 1 : 0;
      }
    }

    assertThat(refused).isBetween(100, 1000);
  }

  private static boolean isRefused(Patch patch) throws IOException {
    try {
      walk(patch, "right");
      return false;
    } catch (FormatException | PassphraseException e) {
      return true;
    }
  }
}
