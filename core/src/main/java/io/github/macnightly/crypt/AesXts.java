package io.github.macnightly.crypt;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-XTS decryption (IEEE 1619) with keys of 128 bits in units of 512 bytes. Safe for use by
 * several threads at once.
 */
public final class AesXts {

  /** Bytes in a unit: what one tweak covers. */
  public static final int UNIT = 512;

  /** Bytes in each of the two keys. */
  public static final int KEY = 16;

  private static final int BLOCK = 16;

  /** Many units go through the cipher at once, for it is fast only on long stretches. */
  private static final int BATCH = 64 * UNIT;

  /** x^128 = x^7 + x^2 + x + 1 in the field that tweaks are multiplied in. */
  private static final long CARRY = 0x87;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final SecretKeySpec dataKey;
  private final SecretKeySpec tweakKey;
  private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

  /**
   * Takes the keys, which may be wiped afterwards.
   *
   * @param dataKey 16 bytes, for the data
   * @param tweakKey 16 bytes, for the numbers of the units
   * @throws IllegalArgumentException when a key has another length
   */
  public AesXts(byte[] dataKey, byte[] tweakKey) {
    if (dataKey.length != KEY || tweakKey.length != KEY) {
      throw new IllegalArgumentException(
          "keys of " + dataKey.length + " and " + tweakKey.length + " bytes, wanted " + KEY);
    }
    this.dataKey = new SecretKeySpec(dataKey, "AES");
    this.tweakKey = new SecretKeySpec(tweakKey, "AES");
  }

  /**
   * Decrypts whole units in place.
   *
   * @param length bytes, a multiple of {@link #UNIT}
   * @param firstUnit the number of the unit that starts at {@code offset}
   * @throws IllegalArgumentException when the length is no multiple of a unit
   * @throws IOException when this Java has no AES
   */
  public void decrypt(byte[] data, int offset, int length, long firstUnit) throws IOException {
    if (length % UNIT != 0) {
      throw new IllegalArgumentException(length + " bytes are no multiple of " + UNIT);
    }
    try {
      Worker worker = idle.poll();
      if (worker == null) {
        worker = new Worker(dataKey, tweakKey);
      }
      for (int done = 0; done < length; done += BATCH) {
        int count = Math.min(BATCH, length - done);
        worker.decrypt(data, offset + done, count, firstUnit + done / UNIT);
      }
      idle.add(worker);
    } catch (GeneralSecurityException e) {
      throw Keys.missing(e);
    }
  }

  /** Two initialised ciphers and a buffer, used by one thread at a time. */
  private static final class Worker {

    private final Cipher data = Cipher.getInstance("AES/ECB/NoPadding");
    private final Cipher tweak = Cipher.getInstance("AES/ECB/NoPadding");
    private final byte[] numbers = new byte[BATCH / UNIT * BLOCK];
    private final byte[] tweaks = new byte[BATCH];

    Worker(SecretKeySpec dataKey, SecretKeySpec tweakKey) throws GeneralSecurityException {
      data.init(Cipher.DECRYPT_MODE, dataKey);
      tweak.init(Cipher.ENCRYPT_MODE, tweakKey);
    }

    void decrypt(byte[] bytes, int offset, int length, long firstUnit)
        throws GeneralSecurityException {
      fillTweaks(length / UNIT, firstUnit);
      addTweaks(bytes, offset, length);
      data.doFinal(bytes, offset, length, bytes, offset);
      addTweaks(bytes, offset, length);
    }

    private void fillTweaks(int units, long firstUnit) throws GeneralSecurityException {
      for (int i = 0; i < units; i++) {
        LONGS.set(numbers, i * BLOCK, firstUnit + i);
        LONGS.set(numbers, i * BLOCK + 8, 0L);
      }
      tweak.doFinal(numbers, 0, units * BLOCK, numbers, 0);
      for (int i = 0; i < units; i++) {
        long low = (long) LONGS.get(numbers, i * BLOCK);
        long high = (long) LONGS.get(numbers, i * BLOCK + 8);
        for (int at = i * UNIT; at < (i + 1) * UNIT; at += BLOCK) {
          LONGS.set(tweaks, at, low);
          LONGS.set(tweaks, at + 8, high);
          long carry = high >> 63 & CARRY;
          high = high << 1 | low >>> 63;
          low = low << 1 ^ carry;
        }
      }
    }

    private void addTweaks(byte[] bytes, int offset, int length) {
      for (int i = 0; i < length; i += 8) {
        long sum = (long) LONGS.get(bytes, offset + i) ^ (long) LONGS.get(tweaks, i);
        LONGS.set(bytes, offset + i, sum);
      }
    }
  }
}
