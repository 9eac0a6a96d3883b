package io.github.macnightly.cli.command.image;

import io.github.macnightly.volume.AccessControlList;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entry of an image as a result.
 *
 * @param type file, directory, symlink or other
 * @param mode four octal digits
 * @param flags as {@code chflags} has them, in hexadecimal
 * @param target of a symbolic link, else null
 * @param attributes sizes of the extended attributes by name
 * @param resourceFork its size in bytes
 * @param link a number that all hard links to one file share, else null
 * @param acl the entries of the access control list
 */
public record EntryInfo(
    String path,
    String type,
    long size,
    String mode,
    int uid,
    int gid,
    Instant created,
    Instant modified,
    String flags,
    String target,
    Map<String, Integer> attributes,
    long resourceFork,
    Long link,
    List<String> acl) {

  private static final String TYPES = "-dl?";

  static EntryInfo of(String path, VolumeEntry entry) throws IOException {
    Map<String, byte[]> values = entry.extendedAttributes();
    Map<String, Integer> attributes = new TreeMap<>();
    values.forEach((name, value) -> attributes.put(name, value.length));
    byte[] acl = values.get(AccessControlList.ATTRIBUTE);
    return new EntryInfo(
        path,
        entry.type().name().toLowerCase(Locale.ROOT),
        entry.size(),
        String.format("%04o", entry.mode()),
        entry.uid(),
        entry.gid(),
        entry.dates().created(),
        entry.modified(),
        Integer.toHexString(entry.flags()),
        entry.type() == EntryType.SYMLINK ? entry.linkTarget() : null,
        attributes,
        entry.resourceForkSize(),
        entry.hardLinkGroup() == 0 ? null : entry.hardLinkGroup(),
        acl == null
            ? List.of()
            : AccessControlList.describe(acl, entry.type() == EntryType.DIRECTORY));
  }

  /** Returns type and permissions as {@code ls -l} shows them. */
  static String mode(VolumeEntry entry) {
    int mode = entry.mode();
    StringBuilder shown = new StringBuilder();
    shown.append(TYPES.charAt(entry.type().ordinal()));
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = mode >> shift;
      boolean special = (mode & 01000 << shift / 3) != 0;
      char execute = shift == 0 ? 't' : 's';
      shown.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      if (special) {
        shown.append((bits & 1) != 0 ? execute : Character.toUpperCase(execute));
      } else {
        shown.append((bits & 1) != 0 ? 'x' : '-');
      }
    }
    return shown.toString();
  }
}
