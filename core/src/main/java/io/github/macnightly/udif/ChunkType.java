package io.github.macnightly.udif;

/** What the sectors of a run are. */
enum ChunkType {
  ZERO(0, null, ""),
  RAW(1, null, "UDRO"),
  IGNORE(2, null, ""),
  ADC(0x80000004, "ADC", "UDCO"),
  ZLIB(0x80000005, "zlib", "UDZO"),
  BZIP2(0x80000006, "bzip2", "UDBZ"),
  LZFSE(0x80000007, "LZFSE", "ULFO"),
  LZMA(0x80000008, "LZMA", "ULMO"),
  COMMENT(0x7ffffffe, null, ""),
  END(0xffffffff, null, ""),
  UNKNOWN(0, "an unknown method", "UDxx");

  private final int code;
  private final String codec;
  private final String imageFormat;

  ChunkType(int code, String codec, String imageFormat) {
    this.code = code;
    this.codec = codec;
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
    return codec != null;
  }

  boolean hasData() {
    return isCompressed() || this == RAW;
  }

  /** Comments and the end say nothing about sectors. */
  boolean coversSectors() {
    return this != COMMENT && this != END;
  }

  /** The name of the compression for people. */
  String codec() {
    return codec;
  }

  /** What Apple's tools call an image made of such chunks; empty when they do not decide. */
  String imageFormat() {
    return imageFormat;
  }
}
