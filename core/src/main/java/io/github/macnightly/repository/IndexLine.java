package io.github.macnightly.repository;

import java.util.Locale;

/** One line of an index taken apart: either a sum and a name, or a problem. */
record IndexLine(String md5, String name, String problem) {

  private static final int SUM = 32;

  /** Reads a line that has no blanks at its ends. */
  static IndexLine read(String line) {
    boolean escaped = line.startsWith("\\");
    String rest = escaped ? line.substring(1) : line;
    if (!hasSum(rest)) {
      return bad(
          Lines.quote(line) + " is no index line; wanted: 32 hexadecimal digits, two blanks, name");
    }
    String written = nameAfterSum(rest);
    String name = escaped ? unescape(written) : written;
    if (name == null) {
      return bad(
          "the escaped name "
              + Lines.quote(written)
              + " ends or goes on wrongly after a backslash");
    }
    while (name.startsWith("./")) {
      name = name.substring(2);
    }
    String trouble = trouble(name);
    return trouble == null
        ? new IndexLine(rest.substring(0, SUM).toLowerCase(Locale.ROOT), name, null)
        : bad("the name " + Lines.quote(name) + " " + trouble + "; the file is left out");
  }

  private static IndexLine bad(String problem) {
    return new IndexLine(null, null, problem);
  }

  private static boolean hasSum(String line) {
    if (line.length() < SUM + 2 || !isBlank(line.charAt(SUM))) {
      return false;
    }
    for (int i = 0; i < SUM; i++) {
      if (line.charAt(i) > 'f' || Character.digit(line.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Skips the blanks and md5sum's star, which marks a sum made in binary mode. */
  private static String nameAfterSum(String line) {
    int at = SUM;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    boolean marked = at == SUM + 1 && line.charAt(SUM) == ' ' && line.charAt(at) == '*';
    return line.substring(marked ? at + 1 : at);
  }

  /** Undoes md5sum's escapes; null if there is one that it does not write. */
  private static String unescape(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\') {
        i++;
        int which = i < name.length() ? "\\nr".indexOf(name.charAt(i)) : -1;
        if (which < 0) {
          return null;
        }
        c = "\\\n\r".charAt(which);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static String trouble(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.indexOf('\0') >= 0) {
      return "holds a NUL byte";
    }
    if (name.startsWith("/")) {
      return "is absolute";
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return "is no plain path below the index";
      }
    }
    return null;
  }
}
