package io.github.macnightly.apfs;

import io.github.macnightly.crypt.AesXts;
import io.github.macnightly.crypt.Keys;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Unlocks the volumes of a container, before anything of them but their superblocks is read.
 *
 * <p>The container's keybag holds the key of the volume, wrapped by a key encryption key, and says
 * where the volume's own keybag is. That holds the key encryption key once for each user and
 * recovery key, wrapped by a key made of the passphrase: whichever record the passphrase opens is
 * as good as any other. The key of the volume is two for AES-XTS, the first for data, the second
 * for tweaks, which the callers of the cipher count as {@link BlockCipher} says.
 *
 * <p>The iterations of PBKDF2 are limited for all volumes of a container together: a container may
 * have a hundred volumes, and each of them as many records as it likes.
 */
final class VolumeKeys {

  private static final long ONE_KEY = 8;
  private static final int RANGE_BYTES = 16;

  private final Passphrases passphrases;
  private long iterationsLeft = Keys.MAX_ITERATIONS;

  /**
   * Takes the source of the passphrase.
   *
   * @param passphrases asked once for each volume that is encrypted, when its keybags are sound
   */
  VolumeKeys(Passphrases passphrases) {
    this.passphrases = passphrases;
  }

  /**
   * Returns the cipher of a volume, nothing when the volume is not encrypted.
   *
   * @param blocks the blocks of the container, as they are stored
   * @param container the superblock of the checkpoint that is read
   * @param volume the superblock of the volume
   * @throws PassphraseException when no passphrase was given or it fits no record of the volume
   * @throws io.github.macnightly.io.FormatException when keybags are damaged or of a kind that is
   *     not read, such as those of a Mac with a security chip
   */
  Optional<BlockCipher> unlock(
      Blocks blocks, ContainerSuperblock container, VolumeSuperblock volume) throws IOException {
    if (!volume.encrypted()) {
      return Optional.empty();
    }
    requireReadable(container, volume);
    Keybag keybag = Keybag.ofContainer(blocks, container);
    WrappedKey key = WrappedKey.of(find(keybag, Keybag.VOLUME_KEY, volume));
    key.requireSoftware();
    BlockRange place = range(find(keybag, Keybag.UNLOCK_RECORD, volume));
    List<KekRecord> records = KekRecord.all(Keybag.ofVolume(blocks, place, volume.id()));
    byte[] kek = unlock(records, volume);
    byte[] both = key.unwrapVolumeKey(kek);
    byte[] dataKey = Arrays.copyOf(both, AesXts.KEY);
    byte[] tweakKey = Arrays.copyOfRange(both, AesXts.KEY, 2 * AesXts.KEY);
    AesXts cipher = new AesXts(dataKey, tweakKey);
    for (byte[] secret : List.of(kek, both, dataKey, tweakKey)) {
      Arrays.fill(secret, (byte) 0);
    }
    return Optional.of(cipher::decrypt);
  }

  private static void requireReadable(ContainerSuperblock container, VolumeSuperblock volume)
      throws UnsupportedFormatException {
    if ((volume.flags() & ONE_KEY) == 0) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          -1,
          name(volume) + " has a key for each file, which only the security chip of its Mac knows");
    }
    if (container.keyLocker().count() == 0) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          -1,
          name(volume) + " is encrypted and the container has no keybag: its keys are elsewhere");
    }
  }

  private static Keybag.Entry find(Keybag keybag, int tag, VolumeSuperblock volume)
      throws CorruptException {
    return keybag
        .find(tag, volume.id())
        .orElseThrow(
            () ->
                new CorruptException(
                    ApfsContainer.FORMAT,
                    -1,
                    "the container's keybag has no entry %d for %s".formatted(tag, name(volume))));
  }

  private static BlockRange range(Keybag.Entry entry) throws CorruptException {
    if (entry.data().length < RANGE_BYTES) {
      throw entry.corrupt("of " + entry.data().length + " bytes, wanted the place of a keybag");
    }
    ByteBuffer range = ByteBuffer.wrap(entry.data()).order(ByteOrder.LITTLE_ENDIAN);
    return new BlockRange(range.getLong(0), range.getLong(8));
  }

  /** Returns the key encryption key. */
  private byte[] unlock(List<KekRecord> records, VolumeSuperblock volume) throws IOException {
    if (records.isEmpty()) {
      throw new CorruptException(
          ApfsContainer.FORMAT, -1, "the keybag of " + name(volume) + " has no unlock record");
    }
    char[] passphrase =
        passphrases.passphrase().orElseThrow(() -> PassphraseException.missing(name(volume)));
    boolean triedAll = true;
    try {
      for (KekRecord record : records) {
        if (record.iterations() > iterationsLeft) {
          triedAll = false;
          continue;
        }
        iterationsLeft -= record.iterations();
        Optional<byte[]> kek = record.unlock(passphrase);
        if (kek.isPresent()) {
          return kek.get();
        }
      }
    } finally {
      Arrays.fill(passphrase, '\0');
    }
    throw locked(records, volume, triedAll);
  }

  /** Damage is to blame only when there is no record that is whole. */
  private static IOException locked(
      List<KekRecord> records, VolumeSuperblock volume, boolean triedAll) {
    if (!triedAll) {
      return new LimitExceededException(
          ApfsContainer.FORMAT,
          -1,
          "the sum of iterations of the unlock records up to " + name(volume),
          Keys.MAX_ITERATIONS);
    }
    if (records.stream().noneMatch(record -> record.key().intact())) {
      return records.get(0).key().entry().corrupt("is damaged: its HMAC is wrong");
    }
    return PassphraseException.wrong(name(volume));
  }

  private static String name(VolumeSuperblock volume) {
    return "APFS volume '" + volume.name() + "'";
  }
}
