package io.github.macnightly.plist;

import java.nio.charset.StandardCharsets;

/** The ways of writing down a property list. */
enum Notation {
  XML,
  BINARY,
  NEXT,
  NONE;

  private static final int FAR_ENOUGH = 4096;

  /** Goes by the first bytes that are neither a byte order mark nor white space. */
  static Notation of(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, FAR_ENOUGH), StandardCharsets.ISO_8859_1);
    if (start.startsWith("bplist")) {
      return BINARY;
    }
    if (start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe")) {
      return XML;
    }
    String text = (start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start).strip();
    if (text.isEmpty()) {
      return NONE;
    }
    return switch (text.charAt(0)) {
      case '<' -> XML;
      case '{', '(', '/' -> NEXT;
      default -> NONE;
    };
  }
}
