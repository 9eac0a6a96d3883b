package io.github.macnightly.inventory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.macnightly.inventory.Finding.What;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.plist.PropertyLists;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs from a bill of materials. */
class VerifierTest {

  @TempDir Path work;

  private static List<Finding> verify(ReceiptTree tree, String id) throws Exception {
    Holding holding = tree.inventory().find(ReceiptTree.ORG + id).get(0);
    return new Verifier(tree.rooted).verify(holding).findings();
  }

  @Test
  void untouchedPackageHasNoFindings() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      assertThat(verify(tree, "b")).isEmpty();
    }
  }

  @Test
  void fileThatAPersonEditedIsFound() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      assertThat(verify(tree, "a"))
          .extracting(Finding::path, Finding::what)
          .containsExactly(tuple("/usr/local/bin/atool", What.CHANGED));
    }
  }

  @Test
  void missingModeTypeAndLinkAreFound() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Path folder = tree.root.resolve("Library/App578");
      Files.delete(folder.resolve("a.txt"));
      Files.setPosixFilePermissions(
          folder.resolve("common.txt"), PosixFilePermissions.fromString("rw-rw-rw-"));
      Path link = tree.root.resolve("usr/local/bin/alink");
      Files.delete(link);
      Files.createSymbolicLink(link, Path.of("elsewhere"));
      Path tool = tree.root.resolve("usr/local/bin/atool");
      Files.delete(tool);
      Files.createDirectory(tool);

      assertThat(verify(tree, "a"))
          .extracting(Finding::path, Finding::what)
          .containsExactly(
              tuple("/Library/App578/a.txt", What.MISSING),
              tuple("/Library/App578/common.txt", What.MODE),
              tuple("/usr/local/bin/alink", What.CHANGED),
              tuple("/usr/local/bin/atool", What.TYPE));
      assertThat(verify(tree, "gone")).extracting(Finding::what).containsExactly(What.MISSING);
    }
  }

  @Test
  void fileThatMayNotBeReadIsAFindingAndTheRestIsLookedAt() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Path file = tree.root.resolve("Library/App578/a.txt");
      Files.setPosixFilePermissions(file, Set.of());
      assumeFalse(Files.isReadable(file), "root reads every file");

      assertThat(verify(tree, "a"))
          .extracting(Finding::path, Finding::what)
          .containsExactly(
              tuple("/Library/App578/a.txt", What.UNREADABLE),
              tuple("/usr/local/bin/atool", What.CHANGED));
    }
  }

  @Test
  void sealOfAnApplicationFindsWhatNoReceiptKnows() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Path contents = tree.root.resolve("Applications/App578.app/Contents");
      Path resources = Files.createDirectories(contents.resolve("Resources"));
      Files.writeString(resources.resolve("good.txt"), "good");
      Files.writeString(resources.resolve("bad.txt"), "bad");
      Files.writeString(resources.resolve("new.txt"), "new");
      Map<String, Object> files = new LinkedHashMap<>();
      for (String name : List.of("good", "bad", "absent")) {
        byte[] sum = Sha256.digest().digest((name.equals("bad") ? "was" : name).getBytes(US_ASCII));
        files.put("Resources/" + name + ".txt", Map.of("hash2", sum));
      }
      Map<String, Object> rules = Map.of("^Resources/", true);
      Path seal = Files.createDirectories(contents.resolve("_CodeSignature"));
      Files.write(
          seal.resolve("CodeResources"),
          PropertyLists.writeXml(Map.of("files2", files, "rules2", rules)));
      Files.writeString(contents.resolve("Info.plist"), plist("App578"));

      String base = "/Applications/App578.app/Contents/";
      assertThat(verify(tree, "app"))
          .extracting(Finding::path, Finding::what)
          .containsExactly(
              tuple(base + "Info.plist", What.CHANGED),
              tuple(base + "Resources/absent.txt", What.MISSING),
              tuple(base + "Resources/bad.txt", What.CHANGED),
              tuple(base + "Resources/new.txt", What.ADDED));
    }
  }

  private static String plist(String executable) {
    Map<String, String> info = Map.of("CFBundleExecutable", executable);
    return new String(PropertyLists.writeXml(info), StandardCharsets.UTF_8);
  }

  /** What cksum(1) prints. */
  @ParameterizedTest
  @CsvSource({"'', 4294967295", "123456789, 930766865", "größer, 325786652"})
  void checksumIsThatOfCksum(String text, long expected) throws Exception {
    Path file = work.resolve("file");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));

    assertThat(FileSums.cksum(file)).isEqualTo(expected);
  }
}
