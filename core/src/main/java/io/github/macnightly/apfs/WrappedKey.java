package io.github.macnightly.apfs;

import static io.github.macnightly.apfs.WrappedKeyFields.CONSTRUCTED;
import static io.github.macnightly.apfs.WrappedKeyFields.CONTEXT;
import static io.github.macnightly.apfs.WrappedKeyFields.SEQUENCE;

import io.github.macnightly.crypt.Keys;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that another key has encrypted (RFC 3394), as an entry of a keybag holds it.
 *
 * <p>The outer fields are a version, an HMAC-SHA256 with its salt, and the inner fields that it is
 * over: a version, a UUID, flags, the key. Keys of 128 bits are those of volumes that were
 * encrypted by Core Storage before they became APFS; zeros fill the room that the others take.
 *
 * @param entry where it is
 * @param id its UUID, which is not always that of the volume
 * @param flags how long it is, and whether a security chip had a part in it
 * @param bytes the encrypted key, and maybe more
 * @param intact whether the HMAC is right
 */
record WrappedKey(Keybag.Entry entry, byte[] id, int flags, byte[] bytes, boolean intact) {

  private static final int HARDWARE = 1;
  private static final int CORE_STORAGE = 2;
  private static final int CHECK_BYTES = 8;
  private static final int FLAGS_BYTES = 4;

  /** Half of a key for AES-XTS, and a key of Core Storage. */
  private static final int SHORT = 16;

  private static final int LONG = 32;

  /** What the salt of the HMAC comes after; found in no document of Apple's. */
  private static final byte[] MAC_PREFIX = {0x01, 0x16, 0x20, 0x17, 0x15, 0x05};

  /** Takes the key of a volume apart. */
  static WrappedKey of(Keybag.Entry entry) throws IOException {
    return of(entry, inner(entry));
  }

  /** Takes an entry apart from its inner fields, which stay at what follows the key. */
  static WrappedKey of(Keybag.Entry entry, WrappedKeyFields inner) throws IOException {
    inner.bytes(CONTEXT);
    byte[] id = inner.bytes(CONTEXT + 1);
    byte[] flags = inner.bytes(CONTEXT + 2);
    byte[] bytes = inner.bytes(CONTEXT + 3);
    if (flags.length < FLAGS_BYTES) {
      throw entry.corrupt("has flags of " + flags.length + " bytes, wanted " + FLAGS_BYTES);
    }
    WrappedKey key =
        new WrappedKey(
            entry,
            id,
            ByteBuffer.wrap(flags).order(ByteOrder.LITTLE_ENDIAN).getInt(),
            bytes,
            isIntact(entry));
    if (bytes.length < key.length() + CHECK_BYTES) {
      throw entry.corrupt(
          "has %d bytes of encrypted key, wanted %d"
              .formatted(bytes.length, key.length() + CHECK_BYTES));
    }
    return key;
  }

  /** Returns the inner fields of an entry. */
  static WrappedKeyFields inner(Keybag.Entry entry) throws IOException {
    WrappedKeyFields outer = WrappedKeyFields.of(entry).fields(SEQUENCE);
    outer.bytes(CONTEXT);
    outer.bytes(CONTEXT + 1);
    outer.bytes(CONTEXT + 2);
    return outer.fields(CONSTRUCTED + 3);
  }

  private static boolean isIntact(Keybag.Entry entry) throws IOException {
    WrappedKeyFields outer = WrappedKeyFields.of(entry).fields(SEQUENCE);
    outer.bytes(CONTEXT);
    byte[] stored = outer.bytes(CONTEXT + 1);
    MessageDigest key = Sha256.digest();
    key.update(MAC_PREFIX);
    key.update(outer.bytes(CONTEXT + 2));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.digest(), "HmacSHA256"));
      return Arrays.equals(stored, mac.doFinal(outer.rest()));
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java lacks HMAC-SHA256: " + e.getMessage(), e);
    }
  }

  /** Refuses a key that a security chip had a part in. */
  void requireSoftware() throws UnsupportedFormatException {
    if ((flags & HARDWARE) != 0) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          entry.offset(),
          "a key is bound to the security chip of a Mac, which alone can read it");
    }
  }

  /** Returns the bytes of the key, and of a key made of a passphrase that encrypts it. */
  int length() {
    return (flags & CORE_STORAGE) != 0 ? SHORT : LONG;
  }

  /**
   * Decrypts the key.
   *
   * @throws PassphraseException when the other key is not the right one
   */
  byte[] unwrap(byte[] kek) throws IOException {
    return Keys.unwrap(kek, Arrays.copyOf(bytes, length() + CHECK_BYTES));
  }

  /**
   * Decrypts the key of a volume.
   *
   * <p>A key encryption key of Core Storage that was encrypted anew by APFS, for a changed
   * passphrase, has zeros for its second half. A volume key of 128 bits is the one for data; its
   * hash is the one for tweaks.
   *
   * @return two keys for AES-XTS
   * @throws io.github.macnightly.io.CorruptException when the other key is not the right one: the
   *     check value of that has shown that the passphrase is
   */
  byte[] unwrapVolumeKey(byte[] kek) throws IOException {
    boolean half = kek.length == LONG && (length() == SHORT || isZero(kek, SHORT));
    byte[] wrapping = Arrays.copyOf(kek, half ? SHORT : kek.length);
    try {
      byte[] key = unwrap(wrapping);
      return key.length == LONG ? key : withTweakKey(key);
    } catch (PassphraseException e) {
      throw entry.corrupt("is damaged: the passphrase is right but does not open the volume key");
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  private byte[] withTweakKey(byte[] key) {
    MessageDigest tweakKey = Sha256.digest();
    tweakKey.update(key);
    tweakKey.update(id);
    byte[] both = Arrays.copyOf(key, LONG);
    System.arraycopy(tweakKey.digest(), 0, both, SHORT, SHORT);
    Arrays.fill(key, (byte) 0);
    return both;
  }

  private static boolean isZero(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
