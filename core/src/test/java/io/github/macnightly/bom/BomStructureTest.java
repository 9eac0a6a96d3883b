package io.github.macnightly.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the writer makes of the entries of bills that Apple wrote, beside what Apple made of them,
 * block by block. This reads them with nothing of the reader.
 */
final class BomStructureTest {

  private static final short PLAIN = 15;
  private static final int LINK = 3;
  private static final int MODIFIED = 14;
  private static final int DEVICE = 4;
  private static final int MODE = 4;

  /** Sizes of attributes before Mac OS X 10.6: 23 of a directory, 27 of a file. */
  private static final int OLD_DIRECTORY = 23;

  @TestFactory
  Stream<DynamicTest> isThatOfApple() throws IOException {
    Path real = Shared.fixture("pkg/real").orElse(null);
    if (real == null) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    Map<String, byte[]> bills = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(real)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        collect(real, file, bills);
      }
    }
    assertThat(bills).hasSizeGreaterThan(20);
    return bills.entrySet().stream()
        .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> compare(one.getValue())));
  }

  private static void collect(Path top, Path file, Map<String, byte[]> bills) throws IOException {
    String name = top.relativize(file).toString();
    if (name.endsWith(".bom") && Files.size(file) > 512) { // old packages have links of that name
      bills.put(name, Files.readAllBytes(file));
    } else if (name.matches("[^/]*\\.(pkg|xar)")) {
      try (XarArchive archive = XarArchive.open(Source.open(file))) {
        for (XarEntry entry : archive.entries()) {
          if (entry.path().matches("(.*/)?Bom")) {
            bills.put(name + "/" + entry.path(), archive.read(entry, 1 << 20));
          }
        }
      } catch (FormatException notOne) {
        assertThat(notOne).hasMessageStartingWith("xar");
      }
    }
  }

  private static void compare(byte[] theirs) throws IOException {
    Store apple = new Store(theirs);
    Store ours = new Store(BomWriter.write(Bom.read(Source.of(theirs)).entries()));
    assertThat(ours.head()).isEqualTo(apple.head());
    assertThat(ours.variables).isEqualTo(apple.variables);
    for (String tree : List.of("Paths", "Size64")) {
      assertThat(ours.tree(tree)).as(tree).isEqualTo(apple.tree(tree));
    }
    assertThat(ours.view()).isEqualTo(apple.view());
    assertThat(ours.info()[0]).isEqualTo(ours.highest() + 1);
    assertThat(apple.info()[0]).isEqualTo(apple.highest() + 1);
    assertThat(ours.rows()).isSorted();
    assertThat(apple.rows()).isSorted();
    Map<String, byte[]> wanted = apple.paths();
    Map<String, byte[]> got = ours.paths();
    assertThat(got).containsOnlyKeys(wanted.keySet());
    wanted.forEach((path, attributes) -> compare(path, got.get(path), attributes));
  }

  /**
   * Dates and architectures are not written, and blocks of before 10.6 were shorter. The reader
   * passes over the type in the mode, which of metadata is that of its owner, of some roots none,
   * and of devices one of two.
   */
  private static void compare(String path, byte[] got, byte[] wanted) {
    Arrays.fill(wanted, MODIFIED, MODIFIED + 4, (byte) 0);
    if (path.equals(".") || path.contains("/._") || wanted[0] == DEVICE) {
      got[MODE] &= 0x0f;
      wanted[MODE] &= 0x0f;
    }
    ByteBuffer b = ByteBuffer.wrap(wanted);
    if (b.getShort(2) != PLAIN) {
      b.putShort(2, PLAIN);
      assertThat(Arrays.copyOf(got, 27)).as(path).isEqualTo(Arrays.copyOf(wanted, 27));
    } else if (isOld(wanted)) {
      int shared = Math.min(got.length, wanted.length);
      assertThat(Arrays.copyOf(got, shared)).as(path).isEqualTo(Arrays.copyOf(wanted, shared));
    } else {
      assertThat(got).as(path).isEqualTo(wanted);
    }
  }

  private static boolean isOld(byte[] attributes) {
    int link = attributes[0] == LINK ? ByteBuffer.wrap(attributes).getInt(27) : -8;
    return attributes.length == OLD_DIRECTORY
        || attributes.length == 31 + link + 4
        || attributes[0] == LINK && attributes.length == 31 + link;
  }

  /** Names that sort otherwise with their directory in front than within it. */
  @Test
  void ordersNamesWithinTheirDirectory() {
    List<BomEntry> entries = new ArrayList<>();
    for (String path : List.of("a/z", "a b/y", "a-/x", "a.b/w", "\ud83d\ude00", "\uff21")) {
      entries.add(new BomEntry(path, BomEntry.Type.FILE, 0644, 0, 0, 1, 1, ""));
    }
    Store store = new Store(BomWriter.write(entries));
    assertThat(store.rows()).isSorted().hasSize(11);
    assertThat(store.paths()).containsKeys("./a b/y", "./a/z");
  }

  @Test
  void tellsTheSumOfTheSizes() {
    List<BomEntry> entries =
        List.of(
            new BomEntry("a", BomEntry.Type.FILE, 0644, 0, 0, 5, 1, ""),
            new BomEntry("b", BomEntry.Type.FILE, 0644, 0, 0, 7, 1, ""));
    assertThat(new Store(BomWriter.write(entries)).info()).containsExactly(4, 1, 12);
    assertThat(new Store(BomWriter.write(List.of())).info()).containsExactly(2, 0, 0);
  }

  /** A second reading of the container, of sound bills only. */
  private static final class Store {

    final ByteBuffer bytes;
    final Map<String, Integer> variables = new LinkedHashMap<>();

    Store(byte[] bill) {
      bytes = ByteBuffer.wrap(bill);
      int at = bytes.getInt(24) + 4;
      for (int i = bytes.getInt(at - 4); i > 0; i--) {
        byte[] name = new byte[bytes.get(at + 4)];
        bytes.get(at + 5, name);
        variables.put(new String(name, StandardCharsets.US_ASCII), bytes.getInt(at));
        at += 5 + name.length;
      }
    }

    /** Magic, version, and the number of blocks less that of entries in use or freed (-1). */
    List<Object> head() {
      int used = 0;
      for (int i = 0; i < bytes.getInt(bytes.getInt(16)); i++) {
        used += bytes.getInt(bytes.getInt(16) + 8 + 8 * i) != 0 ? 1 : 0;
      }
      return List.of(bytes.getLong(0), bytes.getInt(8), bytes.getInt(12) - used);
    }

    ByteBuffer block(int number) {
      int entry = bytes.getInt(16) + 4 + 8 * number;
      return bytes.slice(bytes.getInt(entry), bytes.getInt(entry + 4));
    }

    /** Version, page, page size, number of rows, last byte, and the size and head of the page. */
    List<Object> tree(String variable) {
      return tree(variables.get(variable));
    }

    private List<Object> tree(int number) {
      ByteBuffer tree = block(number);
      ByteBuffer page = block(tree.getInt(8));
      return List.of(
          tree.remaining(),
          tree.getInt(0),
          tree.getInt(4),
          tree.getInt(8),
          tree.getInt(12),
          tree.getInt(16),
          tree.get(20),
          page.remaining(),
          page.getInt(0),
          page.getLong(4));
    }

    List<Object> view() {
      ByteBuffer view = block(variables.get("VIndex"));
      return List.of(
          view.remaining(), view.getInt(0), view.getInt(8), view.get(12), tree(view.getInt(4)));
    }

    /** The highest number of a path; numbers of paths that were taken out again are free. */
    int highest() {
      return pairs().stream().mapToInt(pair -> block(pair[0]).getInt(0)).max().orElseThrow();
    }

    /** Numbers of paths given and one more, of architectures, and the size for that of none. */
    int[] info() {
      ByteBuffer info = block(variables.get("BomInfo"));
      int kinds = info.getInt(8);
      return new int[] {info.getInt(4), kinds, kinds == 0 ? 0 : info.getInt(20)};
    }

    /** The rows of the one page, in its order, as hexadecimal digits of parent and name. */
    List<String> rows() {
      return pairs().stream().map(pair -> digits(block(pair[1]))).toList();
    }

    private static String digits(ByteBuffer block) {
      StringBuilder digits = new StringBuilder();
      while (block.remaining() > 1) { // but for the NUL
        digits.append(String.format("%02x", block.get()));
      }
      return digits.toString();
    }

    private Collection<int[]> pairs() {
      ByteBuffer page = block(block(variables.get("Paths")).getInt(8));
      List<int[]> pairs = new ArrayList<>();
      for (int i = 0; i < page.getShort(2); i++) {
        pairs.add(new int[] {page.getInt(12 + 8 * i), page.getInt(16 + 8 * i)});
      }
      return pairs;
    }

    /** What each path is, with the paths from "." down. */
    Map<String, byte[]> paths() {
      Map<Integer, int[]> parents = new TreeMap<>();
      for (int[] pair : pairs()) {
        ByteBuffer key = block(pair[0]);
        parents.put(key.getInt(0), new int[] {pair[1], key.getInt(4)});
      }
      Map<String, byte[]> paths = new TreeMap<>();
      parents.forEach((id, row) -> paths.put(path(id, parents), array(block(row[1]))));
      return paths;
    }

    private String path(int id, Map<Integer, int[]> parents) {
      byte[] file = array(block(parents.get(id)[0]));
      String name = new String(file, 4, file.length - 5, StandardCharsets.UTF_8);
      int parent = ByteBuffer.wrap(file).getInt();
      return parent == 0 ? name : path(parent, parents) + "/" + name;
    }

    private static byte[] array(ByteBuffer block) {
      byte[] bytes = new byte[block.remaining()];
      block.get(bytes);
      return bytes;
    }
  }
}
