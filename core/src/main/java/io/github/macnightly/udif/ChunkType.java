package io.github.macnightly.udif;

/** What the sectors of a run are. */
enum ChunkType {
  ZERO(0, false, ""),
  RAW(1, false, "UDRO"),
  IGNORE(2, false, ""),
  ADC(0x80000004, true, "UDCO"),
  ZLIB(0x80000005, true, "UDZO"),
  BZIP2(0x80000006, true, "UDBZ"),
  LZFSE(0x80000007, true, "ULFO"),
  LZMA(0x80000008, true, "ULMO"),
  COMMENT(0x7ffffffe, false, ""),
  END(0xffffffff, false, ""),
  UNKNOWN(0, true, "UDxx");

  private final int code;
  private final boolean compressed;
  private final String imageFormat;

  ChunkType(int code, boolean compressed, String imageFormat) {
    this.code = code;
    this.compressed = compressed;
    this.imageFormat = imageFormat;
  }

  static ChunkType of(int code) {
    for (ChunkType type : values()) {
      if (type.code == code && type != UNKNOWN) {
        return type;
      }
    }
    return UNKNOWN;
  }

  boolean isCompressed() {
    return compressed;
  }

  boolean hasData() {
    return compressed || this == RAW;
  }

  /** Comments and the end say nothing about sectors. */
  boolean coversSectors() {
    return this != COMMENT && this != END;
  }

  /** What Apple's tools call an image made of such chunks; empty when they do not decide. */
  String imageFormat() {
    return imageFormat;
  }
}
