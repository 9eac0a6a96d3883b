package io.github.macnightly.codec;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.tukaani.xz.SeekableXZInputStream;

/**
 * The blocks of an xz file when all are of the usual kind, of known size and not too large for
 * {@link XzUnpacker}.
 */
final class XzBlocks implements PbzPipeline.Blocks {

  private static final int MAX_BLOCK = 32 << 20;

  private final Source source;
  private final SeekableXZInputStream index;
  private final PackedChunk name;
  private final int atOnce;
  private final XzUnpackers unpackers = new XzUnpackers();
  private int next;

  private XzBlocks(Source source, SeekableXZInputStream index, PackedChunk name) {
    this.source = source;
    this.index = index;
    this.name = name;
    this.atOnce = XzUnpackers.atOnce(Math.max(1, index.getLargestBlockSize()));
  }

  /**
   * Returns the blocks, or nothing when the library must decode them.
   *
   * @param index knows where they are
   * @param name what a refusal names
   */
  static Optional<XzBlocks> of(Source source, SeekableXZInputStream index, PackedChunk name)
      throws IOException {
    if (index.getLargestBlockSize() > MAX_BLOCK) {
      return Optional.empty();
    }
    XzBlocks blocks = new XzBlocks(source, index, name);
    boolean usual = blocks.atOnce > 0;
    for (int i = 0; usual && i < index.getBlockCount(); i++) {
      usual = blocks.isUsual(i);
    }
    return usual ? Optional.of(blocks) : Optional.empty();
  }

  private boolean isUsual(int block) throws IOException {
    long at = index.getBlockCompPos(block);
    int length = (int) Math.min(XzHeader.MAX_LENGTH, source.size() - at);
    ByteBuffer start = source.read(at, length);
    byte[] bytes = Arrays.copyOf(start.array(), length + Lzma2Decoder.SLACK);
    Optional<XzHeader> header = XzHeader.read(bytes, 0, length);
    return header.isPresent()
        && header.get().plainSize() == index.getBlockSize(block)
        && XzCheck.of(index.getBlockCheckType(block)).isPresent();
  }

  /** Returns the content of the blocks, which must be closed. */
  PbzPipeline open() {
    return new PbzPipeline(this, XzUnpackers.workers(atOnce), Integer.MAX_VALUE, atOnce);
  }

  @Override
  public PbzPipeline.Block next() {
    if (next == index.getBlockCount()) {
      return null;
    }
    int block = next++;
    long at = index.getBlockCompPos(block);
    long packed = index.getBlockCompSize(block);
    int plain = (int) index.getBlockSize(block);
    XzCheck check = XzCheck.of(index.getBlockCheckType(block)).orElseThrow();
    return unpackers.block(
        (unpacker, sink) -> {
          unpacker.begin(source, at, packed, plain);
          if (!unpacker.block(check, sink)) {
            throw name.damaged(
                unpacker.position(), "block " + (block + 1) + " from byte " + at + " is not sound");
          }
        });
  }
}
