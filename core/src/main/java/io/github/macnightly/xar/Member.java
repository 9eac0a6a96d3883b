package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@code file} element while it is being read. Each field is kept as it is written until the
 * element is complete; a field that comes twice must say the same twice.
 */
final class Member {

  private static final int MAX_NAME = 1024;

  final Member parent;
  private final Map<String, String> fields = new HashMap<>(16);
  private String path;
  private boolean hasChildren;

  Member(Member parent) {
    this.parent = parent;
    if (parent != null) {
      parent.hasChildren = true;
    }
  }

  void set(String field, String value, long at) throws CorruptException {
    String old = fields.putIfAbsent(field, value);
    if (old != null && !old.equals(value)) {
      throw new CorruptException("xar", at, "one file has two different values of " + field);
    }
  }

  /** Takes a name that may be written in base64, as it must be when XML cannot hold it. */
  void setName(String text, boolean base64, long at) throws CorruptException {
    try {
      byte[] bytes = base64 ? Base64.getDecoder().decode(text.replaceAll("\\s", "")) : new byte[0];
      String name =
          base64
              ? StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()
              : text;
      requireName(name, at);
      set("name", name, at);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new CorruptException("xar", at, "name is not base64 of UTF-8: " + e.getMessage());
    }
  }

  private static void requireName(String name, long at) throws CorruptException {
    boolean dots = name.isEmpty() || name.equals(".") || name.equals("..");
    if (dots || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || name.length() > MAX_NAME) {
      throw new CorruptException("xar", at, "member name '" + printable(name) + "' is not allowed");
    }
  }

  /** Names a type in a message. */
  static String kind(XarEntry.Type type) {
    return switch (type) {
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case SYMLINK -> "symbolic link";
      case HARD_LINK -> "hard link";
      default -> "special file";
    };
  }

  /** Shortens a name from the archive and takes line ends out, for a message of one line. */
  static String printable(String name) {
    String start = name.substring(0, Math.min(200, name.length()));
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Returns the whole path, once all elements are read. The parent's must have been asked first.
   */
  String path() throws CorruptException {
    if (path == null) {
      String name = fields.get("name");
      if (name == null) {
        throw new CorruptException("xar", -1, "a member has no name");
      }
      path = parent == null ? name : parent.path + "/" + name;
    }
    return path;
  }

  /** Turns the element, now complete, into an entry; the extent has been checked for its signs. */
  XarEntry entry() throws CorruptException {
    XarEntry.Type type = type();
    if (hasChildren && type != XarEntry.Type.DIRECTORY) {
      throw new CorruptException(
          "xar", -1, "member '" + printable(path()) + "' holds others but is a " + kind(type));
    }
    String encoding = fields.containsKey("length") ? text("encoding", "octet-stream") : "";
    return new XarEntry(
        path(),
        type,
        mode(),
        number("size"),
        number("offset"),
        number("length"),
        encoding,
        checksum("archived"),
        checksum("extracted"),
        type == XarEntry.Type.SYMLINK ? text("link", "") : "");
  }

  private String text(String field, String absent) {
    return fields.getOrDefault(field, absent);
  }

  private Checksum checksum(String which) {
    String style = text(which + "-style", "none");
    return style.equals("none") ? Checksum.NONE : new Checksum(style, text(which, ""));
  }

  private XarEntry.Type type() {
    return switch (text("type", "file")) {
      case "file" -> XarEntry.Type.FILE;
      case "directory" -> XarEntry.Type.DIRECTORY;
      case "symlink" -> XarEntry.Type.SYMLINK;
      case "hardlink" -> XarEntry.Type.HARD_LINK;
      default -> XarEntry.Type.OTHER;
    };
  }

  private int mode() throws CorruptException {
    String mode = text("mode", "0");
    if (!mode.matches("[0-7]{1,10}")) {
      throw new CorruptException("xar", -1, "mode of '" + printable(path()) + "' is not octal");
    }
    return (int) (Long.parseLong(mode, 8) & 07777);
  }

  private long number(String field) throws CorruptException {
    return number(text(field, "0"), field);
  }

  /** Reads a number that must not be negative. */
  static long number(String text, String what) throws CorruptException {
    if (!text.matches("[0-9]{1,18}")) {
      throw new CorruptException("xar", -1, what + " is '" + printable(text) + "', not a number");
    }
    return Long.parseLong(text);
  }
}
