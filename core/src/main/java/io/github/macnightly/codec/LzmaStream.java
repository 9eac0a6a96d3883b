package io.github.macnightly.codec;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SeekableXZInputStream;

/**
 * LZMA data of any length: the old format with a header of 13 bytes, and xz files, whose blocks are
 * decoded on several threads when there are several, as {@code xz -T} writes them.
 */
public final class LzmaStream {

  /** What {@code xz -9} needs, and half as much again. */
  private static final int MAX_KIB = 96 << 10;

  /** What all decoders together may need before there are fewer of them. */
  private static final long DECODERS = 48L << 20;

  /** What decoders and blocks decoded ahead may need together. */
  private static final long MEMORY = 88L << 20;

  private static final long LEAST_AHEAD = 8 << 20;

  /** More blocks than this are read one after the other. */
  private static final int MAX_BLOCKS = 1 << 16;

  private static final int HEADER = 13;
  private static final int PROPERTIES = 225;

  private final Source source;
  private final PackedChunk name;
  private final Deque<SeekableXZInputStream> idle = new ConcurrentLinkedDeque<>();
  private int next;

  private LzmaStream(Source source, String format) {
    this.source = source;
    this.name = new PackedChunk("xz", format, 0, new byte[0]);
  }

  /**
   * Decides whether these can be the first bytes of the old LZMA format, which has no magic: one
   * byte of properties, a dictionary of a usual size, and a size of the content that is unknown or
   * below 256 GiB.
   */
  public static boolean looksAlone(byte[] start) {
    if (start.length < HEADER || (start[0] & 0xff) >= PROPERTIES) {
      return false;
    }
    ByteBuffer b = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    long dictionary = b.getInt(1) & 0xffffffffL;
    long size = b.getLong(5);
    long top = Long.highestOneBit(dictionary);
    boolean usual = dictionary > 0 && (dictionary == top || dictionary == top + (top >> 1));
    return usual && (size == -1 || size >= 0 && size < 256L << 30);
  }

  /**
   * Decodes the old LZMA format.
   *
   * @param format the format that a refusal names
   * @throws IOException when its start cannot be read, is damaged, or asks for over 96 MiB of
   *     memory
   */
  public static InputStream alone(InputStream packed, String format) throws IOException {
    return new DecodedStream(packed, format, in -> new LZMAInputStream(in, MAX_KIB));
  }

  /**
   * Decodes an xz file. The result must be closed: it may have threads of its own.
   *
   * @param format the format that a refusal names
   * @throws FormatException when its start or its index is damaged, or asks for over 96 MiB
   */
  public static InputStream xz(Source packed, String format) throws IOException {
    LzmaStream stream = new LzmaStream(packed, format);
    SeekableXZInputStream first = stream.open(MAX_KIB);
    int blocks = first.getBlockCount();
    if (blocks > 0 && blocks <= MAX_BLOCKS) {
      Optional<XzBlocks> usual = XzBlocks.of(packed, first, stream.name);
      if (usual.isPresent()) {
        return usual.get().open();
      }
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (blocks < 2 || blocks > MAX_BLOCKS || cores < 2) {
      return PbzAhead.open(Codecs.xz(packed.stream(), format), 1 << 22);
    }
    long dictionary = stream.dictionary(first);
    int workers = (int) Math.max(1, Math.min(cores, DECODERS / Math.max(1, dictionary)));
    long ahead = Math.max(LEAST_AHEAD, MEMORY - workers * dictionary);
    stream.idle.add(first);
    return new PbzPipeline(() -> stream.block(blocks), workers, (int) ahead);
  }

  private SeekableXZInputStream open(int limit) throws IOException {
    try {
      return new SeekableXZInputStream(new LzmaSource(source), limit);
    } catch (IOException | RuntimeException e) {
      throw LzmaBlock.translate(e, name);
    }
  }

  /** Returns the largest dictionary that a block asks for, as far as block headers are usual. */
  private long dictionary(SeekableXZInputStream index) throws IOException {
    long most = 1 << 20;
    for (int i = 0; i < index.getBlockCount(); i++) {
      long at = index.getBlockCompPos(i);
      int length = (int) Math.min(1024, source.size() - at);
      most = Math.max(most, LzmaHeader.dictionary(source.read(at, length)));
    }
    return most;
  }

  private PbzPipeline.Block block(int blocks) {
    if (next == blocks) {
      return null;
    }
    int number = next++;
    return sink -> decode(number, sink);
  }

  private void decode(int number, PbzPipeline.Sink sink) throws IOException {
    SeekableXZInputStream pooled = idle.poll();
    SeekableXZInputStream in = pooled == null ? open(MAX_KIB) : pooled;
    long size = in.getBlockSize(number);
    try {
      in.seekToBlock(number);
    } catch (IOException | RuntimeException e) {
      throw LzmaBlock.translate(e, name);
    }
    LzmaBlock.pump(in, size, name, sink); // the last byte comes when the check has been compared
    idle.add(in);
  }

  static LimitExceededException tooMuchMemory(MemoryLimitException e, PackedChunk chunk) {
    String what = "LZMA data that needs " + e.getMemoryNeeded() + " KiB of memory";
    return new LimitExceededException(chunk.format(), chunk.offset(), what, e.getMemoryLimit());
  }
}
