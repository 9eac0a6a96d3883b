package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;

/**
 * Decodes many chunks of bzip2 data with the same working memory, which is six times the size of a
 * block: in a small heap collecting it after every chunk takes a tenth of the time. May be used by
 * several threads at once, and then holds the memory of each.
 */
public final class Bzip2Chunks {

  /** What a thread holds at most beside its chunk, in bytes, six for each byte of a block. */
  public static final int MEMORY = 6 * 900_000;

  private final Queue<Bzip2Decoder> idle = new ConcurrentLinkedQueue<>();

  /**
   * Decodes one chunk.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its end are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public byte[] decode(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    Bzip2Decoder free = idle.poll();
    Bzip2Decoder decoder = free == null ? new Bzip2Decoder() : free;
    try {
      return decoder.decode(packed, expected);
    } catch (DataFormatException e) {
      throw new CorruptException(format, offset, "bzip2 data is damaged: " + e.getMessage());
    } finally {
      idle.add(decoder);
    }
  }
}
