package io.github.macnightly.hfs;

/** The two orders of names in a catalog: folded as Apple does it, or by UTF-16 units. */
enum NameOrder {
  /** Case does not matter, ignorable characters count as nothing, NUL comes last. */
  FOLDED {
    @Override
    int compare(CharSequence left, CharSequence right) {
      int l = 0;
      int r = 0;
      while (true) {
        int a = 0;
        int b = 0;
        while (a == 0 && l < left.length()) {
          a = Folding.FOLDED.charAt(left.charAt(l++));
        }
        while (b == 0 && r < right.length()) {
          b = Folding.FOLDED.charAt(right.charAt(r++));
        }
        if (a != b) {
          return Integer.compare(a, b);
        }
        if (a == 0) {
          return 0;
        }
      }
    }
  },
  /** Plain UTF-16 units. */
  BINARY {
    @Override
    int compare(CharSequence left, CharSequence right) {
      return CharSequence.compare(left, right);
    }
  };

  abstract int compare(CharSequence left, CharSequence right);

  /**
   * The folding of TN1150. It knows the letters of Unicode 2 that have no decomposition: a composed
   * letter cannot occur in a name, so its case was never considered.
   */
  private static final class Folding {

    /** For each UTF-16 unit the one it is compared as; NUL there means "ignored". */
    static final String FOLDED = table();

    /** Runs of capital letters: first, last, step, distance to the small letter. */
    private static final int[][] runs() {
      return new int[][] {
        {0x0041, 0x005A, 1, 32}, {0x00C6, 0x00C6, 1, 32}, {0x00D0, 0x00D8, 8, 32},
        {0x00DE, 0x00DE, 1, 32}, {0x0110, 0x0110, 1, 1}, {0x0126, 0x0126, 1, 1},
        {0x0132, 0x0132, 1, 1}, {0x013F, 0x0141, 2, 1}, {0x014A, 0x0152, 8, 1},
        {0x0166, 0x0166, 1, 1}, {0x0181, 0x0181, 1, 0xD2}, {0x0182, 0x0184, 2, 1},
        {0x0186, 0x0186, 1, 0xCE}, {0x0187, 0x0187, 1, 1}, {0x0189, 0x018A, 1, 0xCD},
        {0x018B, 0x018B, 1, 1}, {0x018E, 0x018E, 1, 0x4F}, {0x018F, 0x018F, 1, 0xCA},
        {0x0190, 0x0190, 1, 0xCB}, {0x0191, 0x0191, 1, 1}, {0x0193, 0x0193, 1, 0xCD},
        {0x0194, 0x0194, 1, 0xCF}, {0x0196, 0x0196, 1, 0xD3}, {0x0197, 0x0197, 1, 0xD1},
        {0x0198, 0x0198, 1, 1}, {0x019C, 0x019C, 1, 0xD3}, {0x019D, 0x019D, 1, 0xD5},
        {0x019F, 0x019F, 1, 0xD6}, {0x01A2, 0x01A4, 2, 1}, {0x01A7, 0x01A7, 1, 1},
        {0x01A9, 0x01AE, 5, 0xDA}, {0x01AC, 0x01AC, 1, 1}, {0x01B1, 0x01B2, 1, 0xD9},
        {0x01B3, 0x01B5, 2, 1}, {0x01B7, 0x01B7, 1, 0xDB}, {0x01B8, 0x01BC, 4, 1},
        {0x01C4, 0x01CA, 3, 2}, {0x01C5, 0x01CB, 3, 1}, {0x01E4, 0x01E4, 1, 1},
        {0x01F1, 0x01F1, 1, 2}, {0x01F2, 0x01F2, 1, 1}, {0x0391, 0x03A1, 1, 32},
        {0x03A3, 0x03A9, 1, 32}, {0x03E2, 0x03EE, 2, 1}, {0x0402, 0x0402, 1, 0x50},
        {0x0404, 0x0406, 1, 0x50}, {0x0408, 0x040B, 1, 0x50}, {0x040F, 0x040F, 1, 0x50},
        {0x0410, 0x0418, 1, 32}, {0x041A, 0x042F, 1, 32}, {0x0460, 0x0474, 2, 1},
        {0x0478, 0x0480, 2, 1}, {0x0490, 0x04BE, 2, 1}, {0x04C3, 0x04CB, 4, 1},
        {0x0531, 0x0556, 1, 48}, {0x10A0, 0x10C5, 1, 48}, {0x2160, 0x216F, 1, 16},
        {0xFF21, 0xFF3A, 1, 32},
      };
    }

    private static int[][] ignorables() {
      return new int[][] {
        {0x200C, 0x200F}, {0x202A, 0x202E}, {0x206A, 0x206F}, {0xFEFF, 0xFEFF},
      };
    }

    private static String table() {
      char[] table = new char[0x10000];
      for (int i = 0; i < table.length; i++) {
        table[i] = (char) i;
      }
      table[0] = 0xFFFF;
      for (int[] run : runs()) {
        for (int c = run[0]; c <= run[1]; c += run[2]) {
          table[c] = (char) (c + run[3]);
        }
      }
      for (int[] run : ignorables()) {
        for (int c = run[0]; c <= run[1]; c++) {
          table[c] = 0;
        }
      }
      return new String(table);
    }
  }
}
