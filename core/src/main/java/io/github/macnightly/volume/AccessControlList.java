package io.github.macnightly.volume;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The access control list of an entry, as its attribute {@value #ATTRIBUTE} holds it ({@code struct
 * kauth_filesec} in {@code sys/kauth.h}): a magic number, two identities that are not used, and
 * entries of 24 bytes with an identity, flags and rights; all big-endian on every volume.
 */
public final class AccessControlList {

  /** The extended attribute that holds the list. */
  public static final String ATTRIBUTE = "com.apple.system.Security";

  private static final String FORMAT = "access control list";
  private static final int MAGIC = 0x012CC16D;
  private static final int COUNT = 36;
  private static final int ENTRIES = 44;
  private static final int ENTRY = 24;

  /** The kernel takes no more. */
  private static final int MAX_ENTRIES = 128;

  /** The number of entries where there is no list. */
  private static final int NONE = -1;

  private static final int KIND = 0x0f;
  private static final int INHERITED = 0x10;

  /** Identities that stand for a number end in it; these are their first 96 bits. */
  private static final UUID USER = UUID.fromString("ffffeeee-dddd-cccc-bbbb-aaaa00000000");

  private static final UUID GROUP = UUID.fromString("abcdefab-cdef-abcd-efab-cdef00000000");
  private static final long EVERYONE = 12;

  private static final List<String> KINDS = List.of("allow", "deny", "audit", "alarm");

  /** What each right is called, from bit 1 on: of a file, and of a directory. */
  private static final String[][] RIGHTS = {
    {"read", "list"},
    {"write", "add_file"},
    {"execute", "search"},
    {"delete", "delete"},
    {"append", "add_subdirectory"},
    {"delete_child", "delete_child"},
    {"readattr", "readattr"},
    {"writeattr", "writeattr"},
    {"readextattr", "readextattr"},
    {"writeextattr", "writeextattr"},
    {"readsecurity", "readsecurity"},
    {"writesecurity", "writesecurity"},
    {"chown", "chown"},
  };

  /** What each flag of inheritance is called, from bit 5 on. */
  private static final String[] FLAGS = {
    "file_inherit", "directory_inherit", "limit_inherit", "only_inherit",
  };

  private AccessControlList() {}

  /**
   * Returns one line for each entry in the words of {@code ls -le}, such as {@code group:everyone
   * deny delete}. Users and groups are shown by number where their identity stands for one, other
   * identities as they are: what they are called is known to the machine that wrote them.
   *
   * @param filesec the value of the attribute
   * @param directory whether it belongs to a directory, whose rights have other names
   * @throws CorruptException when it is no list, or has fewer entries than it says
   */
  public static List<String> describe(byte[] filesec, boolean directory) throws CorruptException {
    ByteBuffer bytes = ByteBuffer.wrap(filesec);
    if (filesec.length < ENTRIES || bytes.getInt(0) != MAGIC) {
      throw new CorruptException(
          FORMAT, 0, "%d bytes do not start with 0x%08x".formatted(filesec.length, MAGIC));
    }
    int count = bytes.getInt(COUNT);
    if (count == NONE) {
      return List.of();
    }
    if (count < 0 || count > MAX_ENTRIES || count > (filesec.length - ENTRIES) / ENTRY) {
      throw new CorruptException(
          FORMAT,
          COUNT,
          "%s entries in %d bytes".formatted(Integer.toUnsignedString(count), filesec.length));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(entry(bytes.slice(ENTRIES + i * ENTRY, ENTRY), directory));
    }
    return lines;
  }

  private static String entry(ByteBuffer entry, boolean directory) {
    int flags = entry.getInt(16);
    int rights = entry.getInt(20);
    int kind = flags & KIND;
    List<String> words = new ArrayList<>();
    for (int i = 0; i < RIGHTS.length; i++) {
      if ((rights & 2 << i) != 0) {
        words.add(RIGHTS[i][directory ? 1 : 0]);
      }
    }
    for (int i = 0; i < FLAGS.length; i++) {
      if ((flags & 0x20 << i) != 0) {
        words.add(FLAGS[i]);
      }
    }
    return "%s%s %s %s"
        .formatted(
            identity(new UUID(entry.getLong(0), entry.getLong(8))),
            (flags & INHERITED) != 0 ? " inherited" : "",
            kind >= 1 && kind <= KINDS.size() ? KINDS.get(kind - 1) : "kind-" + kind,
            String.join(",", words))
        .stripTrailing();
  }

  private static String identity(UUID id) {
    long number = id.getLeastSignificantBits() & 0xffffffffL;
    UUID base = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - number);
    if (base.equals(USER)) {
      return "user:" + number;
    }
    if (base.equals(GROUP)) {
      return "group:" + (number == EVERYONE ? "everyone" : Long.toString(number));
    }
    return id.toString().toUpperCase(Locale.ROOT);
  }
}
