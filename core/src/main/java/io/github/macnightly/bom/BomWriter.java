package io.github.macnightly.bom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes bills of materials, as {@code mkbom} does: the variables BomInfo, Paths, HLIndex, VIndex
 * and Size64, and pages of at most 256 paths, chained forward, below one page of branches.
 */
public final class BomWriter {

  private static final int PAGE = 4096;
  private static final int ROWS = 256;
  private static final int BRANCHES = 500;
  private static final int HEADER = 512;
  private static final int TYPE_BITS_DIRECTORY = 040000;
  private static final int TYPE_BITS_FILE = 0100000;
  private static final int TYPE_BITS_LINK = 0120000;
  private static final int TYPE_BITS_DEVICE = 0020000;

  /** Apple writes it for everything that is no executable. */
  private static final short NO_ARCHITECTURE = 15;

  private final List<byte[]> blocks = new ArrayList<>(List.of(new byte[0]));

  private BomWriter() {}

  /**
   * Writes a bill.
   *
   * @param entries with paths that are relative to the root; directories above them are added where
   *     they are missing, and so is the root itself
   */
  public static byte[] write(Collection<BomEntry> entries) {
    SortedMap<String, BomEntry> all = new TreeMap<>();
    for (BomEntry entry : entries) {
      all.put(entry.path(), entry);
      for (String path = entry.path(); !path.isEmpty(); ) {
        path = parent(path);
        all.putIfAbsent(path, directory(path));
      }
    }
    all.putIfAbsent("", directory(""));
    return new BomWriter().bytes(all);
  }

  private static BomEntry directory(String path) {
    return new BomEntry(path, BomEntry.Type.DIRECTORY, 0755, 0, 0, 0, 0, "");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private byte[] bytes(SortedMap<String, BomEntry> entries) {
    Map<String, Integer> variables = new LinkedHashMap<>();
    int count = entries.size();
    variables.put(
        "BomInfo",
        block(
            ByteBuffer.allocate(28)
                .putInt(1)
                .putInt(count + 1)
                .putInt(1)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0)));
    variables.put("Paths", paths(entries));
    variables.put("HLIndex", tree(leaf(List.of(), 0, 0), 0, PAGE));
    int index = tree(leaf(List.of(), 0, 0), 0, 128);
    variables.put(
        "VIndex", block(ByteBuffer.allocate(13).putInt(1).putInt(index).putInt(0).put((byte) 0)));
    variables.put("Size64", tree(leaf(List.of(), 0, 0), 0, PAGE));
    return assemble(variables);
  }

  private int block(ByteBuffer content) {
    blocks.add(content.array());
    return blocks.size() - 1;
  }

  private int tree(int page, int count, int pageSize) {
    return block(
        ByteBuffer.allocate(21)
            .put("tree".getBytes(StandardCharsets.US_ASCII))
            .putInt(1)
            .putInt(page)
            .putInt(pageSize)
            .putInt(count)
            .put((byte) 0));
  }

  private int leaf(List<int[]> rows, int forward, int backward) {
    return block(page(1, rows, forward, backward));
  }

  private static ByteBuffer page(int leaf, List<int[]> rows, int forward, int backward) {
    ByteBuffer page = ByteBuffer.allocate(Math.max(PAGE, 12 + 8 * rows.size()));
    page.putShort((short) leaf).putShort((short) rows.size()).putInt(forward).putInt(backward);
    rows.forEach(row -> page.putInt(row[0]).putInt(row[1]));
    return page;
  }

  /** Paths are ordered by their directory and then by their name, so that parents come first. */
  private int paths(SortedMap<String, BomEntry> entries) {
    Map<String, Integer> ids = new HashMap<>();
    List<int[]> rows = new ArrayList<>();
    for (BomEntry entry : byDepth(entries)) {
      int id = ids.size() + 1;
      ids.put(entry.path(), id);
      boolean root = entry.path().isEmpty();
      String name = root ? "." : entry.path().substring(entry.path().lastIndexOf('/') + 1);
      int attributes = block(attributes(entry));
      int key = block(ByteBuffer.allocate(8).putInt(id).putInt(attributes));
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      int up = root ? 0 : ids.get(parent(entry.path()));
      int file = block(ByteBuffer.allocate(5 + text.length).putInt(up).put(text));
      rows.add(new int[] {key, file});
    }
    return rows.size() <= ROWS
        ? tree(leaf(rows, 0, 0), rows.size(), PAGE)
        : tree(branches(rows), rows.size(), PAGE);
  }

  private static List<BomEntry> byDepth(SortedMap<String, BomEntry> entries) {
    List<BomEntry> sorted = new ArrayList<>(entries.values());
    sorted.sort(
        Comparator.comparingLong(
                (BomEntry e) ->
                    e.path().isEmpty() ? -1 : e.path().chars().filter(c -> c == '/').count())
            .thenComparing(BomEntry::path));
    return sorted;
  }

  /** A branch holds a page and the last name in it; one page of branches is enough to find all. */
  private int branches(List<int[]> rows) {
    int pages = (rows.size() + ROWS - 1) / ROWS;
    int first = blocks.size();
    List<int[]> branches = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      List<int[]> own = rows.subList(i * ROWS, Math.min(rows.size(), (i + 1) * ROWS));
      int forward = i + 1 < pages ? first + i + 1 : 0;
      int number = leaf(own, forward, i == 0 ? 0 : first + i - 1);
      branches.add(new int[] {number, own.get(own.size() - 1)[1]});
    }
    return level(branches);
  }

  private int level(List<int[]> branches) {
    if (branches.size() <= BRANCHES) {
      return block(page(0, branches, 0, 0));
    }
    List<int[]> upper = new ArrayList<>();
    for (int i = 0; i < branches.size(); i += BRANCHES) {
      List<int[]> own = branches.subList(i, Math.min(branches.size(), i + BRANCHES));
      upper.add(new int[] {block(page(0, own, 0, 0)), own.get(own.size() - 1)[1]});
    }
    return level(upper);
  }

  private static ByteBuffer attributes(BomEntry entry) {
    byte[] link = entry.linkTarget().getBytes(StandardCharsets.UTF_8);
    int linkLength = entry.type() == BomEntry.Type.SYMLINK ? link.length + 1 : 0;
    ByteBuffer b = ByteBuffer.allocate(31 + linkLength);
    b.put((byte) (entry.type().ordinal() + 1)).put((byte) 1).putShort(NO_ARCHITECTURE);
    b.putShort((short) (entry.mode() & 07777 | typeBits(entry.type())));
    b.putInt(entry.uid()).putInt(entry.gid()).putInt(0).putInt((int) entry.size()).put((byte) 1);
    b.putInt((int) entry.checksum()).putInt(linkLength);
    return linkLength == 0 ? b : b.put(link);
  }

  private static int typeBits(BomEntry.Type type) {
    return switch (type) {
      case DIRECTORY -> TYPE_BITS_DIRECTORY;
      case FILE -> TYPE_BITS_FILE;
      case SYMLINK -> TYPE_BITS_LINK;
      default -> TYPE_BITS_DEVICE;
    };
  }

  private byte[] assemble(Map<String, Integer> variables) {
    int at = HEADER;
    ByteBuffer index = ByteBuffer.allocate(4 + 8 * blocks.size() + 4 + 16).putInt(blocks.size());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (byte[] block : blocks) {
      index.putInt(block.length == 0 ? 0 : at).putInt(block.length);
      data.writeBytes(block);
      at += block.length;
    }
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.writeBytes(ByteBuffer.allocate(4).putInt(variables.size()).array());
    variables.forEach(
        (name, number) -> {
          byte[] text = name.getBytes(StandardCharsets.US_ASCII);
          names.writeBytes(
              ByteBuffer.allocate(5 + text.length)
                  .putInt(number)
                  .put((byte) text.length)
                  .put(text)
                  .array());
        });
    ByteBuffer all = ByteBuffer.allocate(at + names.size() + index.capacity());
    all.put("BOMStore".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(blocks.size() - 1);
    all.putInt(at + names.size()).putInt(index.capacity()).putInt(at).putInt(names.size());
    return all.position(HEADER)
        .put(data.toByteArray())
        .put(names.toByteArray())
        .put(index.array())
        .array();
  }
}
