package io.github.macnightly.codec;

/**
 * Decodes LZMA2 data whose result is held whole. It is a row of chunks, each begun by a byte:
 *
 * <pre>
 * 00         end
 * 01         stored, and nothing before it may be referred to
 * 02         stored
 * 100nnnnn   LZMA
 * 101nnnnn   LZMA with a new state
 * 110nnnnn   LZMA with a new state and properties
 * 111nnnnn   the same, and nothing before it may be referred to
 * </pre>
 *
 * <p>Then come the size of the result in two bytes, of LZMA the size of the packed chunk in two and
 * the properties in one, if they are new. Sizes are big-endian and less by one; {@code nnnnn} are
 * the high bits of the first.
 *
 * <p>What is wrong with bad data is not said, only that something is. It takes no memory beside the
 * arrays but 28 KiB, and no time that does not grow with them.
 */
final class Lzma2Decoder {

  /** How many bytes there must be behind the end of the packed data, of any value. */
  static final int SLACK = Lzma2Symbols.SLACK;

  /** No chunk is longer than this, with its head. */
  static final int CHUNK = 6 + (1 << 16);

  private static final int STORED = 2;
  private static final int LZMA = 0x80;
  private static final int NEW_STATE = 0xa0;
  private static final int NEW_PROPERTIES = 0xc0;
  private static final int NEW_DICTIONARY = 0xe0;

  private final byte[] packed;
  private final byte[] plain;
  private final Lzma2Symbols symbols;
  private int end;
  private int limit;
  private int at;
  private int length;
  private boolean ended;
  private int dictionary;
  private boolean hasDictionary;
  private boolean hasProperties;

  /**
   * Makes a decoder for any number of blocks.
   *
   * @param packed the packed data with {@link #SLACK} bytes behind it
   * @param end where the packed data ends
   * @param plain takes the results
   */
  Lzma2Decoder(byte[] packed, int end, byte[] plain) {
    this.packed = packed;
    this.end = end;
    this.plain = plain;
    this.symbols = new Lzma2Symbols(packed, plain);
  }

  /** Returns where in the packed data the last chunk ended. */
  int at() {
    return at;
  }

  /** Returns where in the result the last chunk ended. */
  int length() {
    return length;
  }

  /** Says whether the last chunk was the end of its block. */
  boolean ended() {
    return ended;
  }

  /**
   * Decodes a block that lies there whole and says whether it is sound and fits; if not, anything
   * may have been written behind {@code start}.
   *
   * @param from where the block begins
   * @param start where its result begins; it may take all that is left
   * @param dictionarySize how far it may refer back, in bytes
   */
  boolean decode(int from, int start, int dictionarySize) {
    begin(start, plain.length, dictionarySize);
    at = from;
    while (!ended) {
      if (!step(at, end)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Begins a block.
   *
   * @param start where its result begins
   * @param most where its result must end
   * @param dictionarySize how far it may refer back, in bytes
   */
  void begin(int start, int most, int dictionarySize) {
    length = start;
    limit = most;
    dictionary = dictionarySize;
    hasDictionary = false;
    hasProperties = false;
    ended = false;
  }

  /**
   * Decodes the next chunk of a block and says whether it is sound and fits.
   *
   * @param from where it begins
   * @param to where the packed data ends, as far as it is there: {@link #CHUNK} bytes are enough
   */
  boolean step(int from, int to) {
    at = from;
    end = to;
    if (at >= end) {
      return false;
    }
    int control = packed[at++] & 0xff;
    ended = control == 0;
    return ended || chunk(control);
  }

  private boolean chunk(int control) {
    if (control == 1 || control >= NEW_DICTIONARY) {
      symbols.begin(length, dictionary);
      hasDictionary = true;
      hasProperties = false;
    }
    if (!hasDictionary) {
      return false;
    }
    return control < LZMA ? control <= STORED && stored() : compressed(control);
  }

  private boolean stored() {
    int size = size();
    if (size > end - at || size > limit - length) {
      return false;
    }
    System.arraycopy(packed, at, plain, length, size);
    at += size;
    length += size;
    return true;
  }

  private boolean compressed(int control) {
    int size = ((control & 0x1f) << 16) + size();
    int packedSize = size();
    if (!prepare(control) || packedSize > end - at || size > limit - length) {
      return false;
    }
    if (!symbols.decode(at, at + packedSize, length, length + size)) {
      return false;
    }
    at += packedSize;
    length += size;
    return true;
  }

  /** Does what the control byte asks for and says whether all that is needed is known. */
  private boolean prepare(int control) {
    if (control >= NEW_PROPERTIES) {
      hasProperties = symbols.properties(packed[at++] & 0xff);
    }
    if (hasProperties && control >= NEW_STATE) {
      symbols.reset();
    }
    return hasProperties;
  }

  /** Reads a size, which may lie behind the end: then too little is left for it. */
  private int size() {
    int size = (packed[at] & 0xff) << 8 | packed[at + 1] & 0xff;
    at += 2;
    return size + 1;
  }
}
