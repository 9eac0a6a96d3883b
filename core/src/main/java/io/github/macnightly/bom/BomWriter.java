package io.github.macnightly.bom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes bills of materials, as {@code mkbom} does: the variables BomInfo, Paths, HLIndex, VIndex
 * and Size64, and pages of at most 256 paths, chained forward, below one page of branches. Unlike
 * Apple's they tell no dates, no architectures of programs and no hard links.
 */
public final class BomWriter {

  private static final int PAGE = 4096;
  private static final int VIEWS = 128;
  private static final int ROWS = 256;
  private static final int BRANCHES = 500;
  private static final short LEAF = 1;
  private static final short BRANCH = 0;
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
    SortedMap<String, BomEntry> all = new TreeMap<>(BomWriter::topDown);
    all.put("", directory(""));
    for (BomEntry entry : entries) {
      String path = parent(entry.path());
      while (!all.containsKey(path)) {
        all.put(path, directory(path));
        path = parent(path);
      }
      all.put(entry.path(), entry);
    }
    List<Row> rows = rows(all.values());
    all.clear();
    return new BomWriter().bytes(rows);
  }

  /** Orders paths as their bytes do, but each directory right before what is in it. */
  private static int topDown(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return rank(one.charAt(i)) - rank(other.charAt(i));
      }
    }
    return one.length() - other.length();
  }

  /** What is written as two characters in UTF-16 comes last in UTF-8. */
  private static int rank(char c) {
    if (c == '/') {
      return 0;
    }
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  private static BomEntry directory(String path) {
    return new BomEntry(path, BomEntry.Type.DIRECTORY, 0755, 0, 0, 0, 0, "");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The blocks come in the order in which Apple's writer makes them. */
  private byte[] bytes(List<Row> rows) {
    Map<String, Integer> variables = new LinkedHashMap<>();
    variables.put("BomInfo", block(info(rows)));
    int paths = emptyTree(PAGE);
    variables.put("Paths", paths);
    variables.put("HLIndex", emptyTree(PAGE));
    int index = block(new byte[0]);
    variables.put("VIndex", index);
    int views = emptyTree(VIEWS);
    blocks.set(
        index, ByteBuffer.allocate(13).putInt(1).putInt(views).putInt(0).put((byte) 0).array());
    variables.put("Size64", emptyTree(PAGE));
    fill(paths, rows);
    rows.clear();
    return assemble(variables);
  }

  /** A path with its number and that of its directory. */
  private record Row(BomEntry entry, int id, int parent) {

    byte[] name() {
      String path = entry.path();
      return bytes(path.isEmpty() ? "." : path.substring(path.lastIndexOf('/') + 1));
    }
  }

  /** Numbers the paths, each directory right before what is in it. */
  private static List<Row> rows(Collection<BomEntry> topDown) {
    List<Row> rows = new ArrayList<>(topDown.size());
    Deque<Row> above = new ArrayDeque<>();
    for (BomEntry entry : topDown) {
      while (!above.isEmpty() && !above.peek().entry().path().equals(parent(entry.path()))) {
        above.pop();
      }
      Row row = new Row(entry, rows.size() + 1, above.isEmpty() ? 0 : above.peek().id());
      rows.add(row);
      above.push(row);
    }
    return rows;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The sum of the sizes stands below an architecture, here always that of no program. */
  private static byte[] info(List<Row> rows) {
    List<BomEntry> files =
        rows.stream().map(Row::entry).filter(e -> e.type() == BomEntry.Type.FILE).toList();
    int kinds = files.isEmpty() ? 0 : 1;
    ByteBuffer b = ByteBuffer.allocate(12 + 16 * kinds).putInt(1).putInt(rows.size() + 1);
    b.putInt(kinds);
    if (kinds > 0) {
      b.putInt(0).putInt(0).putInt((int) files.stream().mapToLong(BomEntry::size).sum()).putInt(0);
    }
    return b.array();
  }

  private int block(byte[] content) {
    blocks.add(content);
    return blocks.size() - 1;
  }

  /** Makes a tree and, in the next block, its first page. */
  private int emptyTree(int pageSize) {
    int tree = block(new byte[0]);
    blocks.set(
        tree, tree(block(ByteBuffer.allocate(pageSize).putShort(LEAF).array()), 0, pageSize));
    return tree;
  }

  private static byte[] tree(int page, int count, int pageSize) {
    return ByteBuffer.allocate(21)
        .put("tree".getBytes(StandardCharsets.US_ASCII))
        .putInt(1)
        .putInt(page)
        .putInt(pageSize)
        .putInt(count)
        .put((byte) 0)
        .array();
  }

  private static byte[] leaf(List<int[]> pairs, int forward, int backward) {
    return page(LEAF, pairs).putInt(4, forward).putInt(8, backward).array();
  }

  private static ByteBuffer page(int kind, List<int[]> pairs) {
    ByteBuffer page = ByteBuffer.allocate(Math.max(PAGE, 12 + 8 * pairs.size()));
    page.putShort((short) kind).putShort((short) pairs.size()).position(12);
    pairs.forEach(pair -> page.putInt(pair[0]).putInt(pair[1]));
    return page;
  }

  /**
   * Fills the tree of paths. Its rows are ordered by the number of the directory and then by the
   * bytes of the name, for whoever searches it; by the name they are ordered already.
   */
  private void fill(int tree, List<Row> rows) {
    List<int[]> pairs =
        rows.stream().sorted(Comparator.comparingInt(Row::parent)).map(this::pair).toList();
    int first = tree + 1;
    int root = first;
    if (pairs.size() <= ROWS) {
      blocks.set(first, leaf(pairs, 0, 0));
    } else {
      root = level(leaves(first, pairs));
    }
    blocks.set(tree, tree(root, pairs.size(), PAGE));
  }

  private int[] pair(Row row) {
    int attributes = block(attributes(row.entry()));
    byte[] name = row.name();
    int file = block(ByteBuffer.allocate(5 + name.length).putInt(row.parent()).put(name).array());
    int key = block(ByteBuffer.allocate(8).putInt(row.id()).putInt(attributes).array());
    return new int[] {key, file};
  }

  /** A branch holds a page and the last name in it. */
  private List<int[]> leaves(int first, List<int[]> pairs) {
    int next = blocks.size();
    int count = (pairs.size() + ROWS - 1) / ROWS;
    List<int[]> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<int[]> own = pairs.subList(i * ROWS, Math.min(pairs.size(), (i + 1) * ROWS));
      int forward = i + 1 < count ? next + i : 0;
      int backward = i < 2 ? (i == 0 ? 0 : first) : next + i - 2;
      byte[] page = leaf(own, forward, backward);
      if (i == 0) {
        blocks.set(first, page);
      } else {
        block(page);
      }
      int number = i == 0 ? first : next + i - 1;
      branches.add(new int[] {number, own.get(own.size() - 1)[1]});
    }
    return branches;
  }

  private int level(List<int[]> branches) {
    if (branches.size() <= BRANCHES) {
      return block(page(BRANCH, branches).array());
    }
    List<int[]> upper = new ArrayList<>();
    for (int i = 0; i < branches.size(); i += BRANCHES) {
      List<int[]> own = branches.subList(i, Math.min(branches.size(), i + BRANCHES));
      upper.add(new int[] {block(page(BRANCH, own).array()), own.get(own.size() - 1)[1]});
    }
    return level(upper);
  }

  /** Since Mac OS X 10.6 the blocks of all but directories are a few zeros longer. */
  private static byte[] attributes(BomEntry entry) {
    byte[] link = bytes(entry.linkTarget());
    int linkLength = entry.type() == BomEntry.Type.SYMLINK ? link.length + 1 : 0;
    int more =
        switch (entry.type()) {
          case DIRECTORY -> 0;
          case SYMLINK -> 8;
          default -> 4;
        };
    ByteBuffer b = ByteBuffer.allocate(31 + linkLength + more);
    b.put((byte) (entry.type().ordinal() + 1)).put((byte) 1).putShort(NO_ARCHITECTURE);
    b.putShort((short) (entry.mode() & 07777 | typeBits(entry.type())));
    b.putInt(entry.uid()).putInt(entry.gid()).putInt(0).putInt((int) entry.size()).put((byte) 1);
    b.putInt((int) entry.checksum()).putInt(linkLength);
    return b.put(link).array();
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
    for (byte[] block : blocks) {
      index.putInt(block.length == 0 ? 0 : at).putInt(block.length);
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
    all.position(HEADER);
    // There may be hundreds of thousands: they are copied once, and by nobody held twice.
    blocks.forEach(all::put);
    return all.put(names.toByteArray()).put(index.array()).array();
  }
}
