package io.github.macnightly.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of packages that Apple's installer brought, and of ours beside them. */
class InventoryTest {

  @TempDir Path work;

  @Test
  void pathsOfEveryReceiptAreThoseOfTheManifest() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Path manifest = Shared.fixture("pkg/receipts/expected.json").orElseThrow();
      JsonObject packages =
          JsonParser.parseString(Files.readString(manifest))
              .getAsJsonObject()
              .getAsJsonObject("packages");
      for (Map.Entry<String, JsonElement> e : packages.entrySet()) {
        JsonObject expected = e.getValue().getAsJsonObject();
        Holding found = tree.inventory().find(e.getKey()).get(0);

        assertThat(found.version()).isEqualTo(expected.get("version").getAsString());
        assertThat(found.paths().stream().map(OwnedPath::path))
            .as(e.getKey())
            .containsExactlyInAnyOrderElementsOf(paths(expected));
      }
      assertThat(packages.size()).isEqualTo(4);
    }
  }

  private static List<String> paths(JsonObject expected) {
    String prefix = expected.get("prefix").getAsString();
    String base = prefix.equals("/") ? "" : prefix.startsWith("/") ? prefix : "/" + prefix;
    List<String> paths = new ArrayList<>();
    expected.getAsJsonArray("paths").forEach(path -> paths.add(base + "/" + path.getAsString()));
    return paths;
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.lynx.more.old", "OldApp578.pkg", "OldApp578"})
  void bundleReceiptIsFoundByItsIdentifierAndByItsName(String name) throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Holding found = tree.inventory().find(name).get(0);

      assertThat(found.identifier()).isEqualTo("net.lynx.more.old");
      assertThat(found.version()).isEqualTo("1.4");
      assertThat(found.receipts()).containsExactly("/Library/Receipts/OldApp578.pkg");
      assertThat(found.paths().stream().map(OwnedPath::path))
          .containsExactlyInAnyOrder("/Applications", "/Applications/old.txt");
    }
  }

  @Test
  void sharedFileHasAllItsOwnersByWhateverLinkItIsReached() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Files.createSymbolicLink(tree.root.resolve("short"), Path.of("Library/App578"));
      List<String> problems = new ArrayList<>();

      assertThat(tree.inventory().owners("/Library/App578/common.txt", problems::add))
          .extracting(Owner::identifier, Owner::version, Owner::item)
          .containsExactly(
              tuple("net.lynx.more.a", "1.0", null), tuple("net.lynx.more.b", "2.0.1", null));
      assertThat(tree.inventory().owners("/short/common.txt", problems::add)).hasSize(2);
      assertThat(tree.inventory().owners("/Library/App578/user-made.txt", problems::add)).isEmpty();
      assertThat(problems).anyMatch(line -> line.contains("broken"));
    }
  }

  @Test
  void ownerAmongSeveralPackagesOfAnItemIsTold() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      record(tree, "Both.mpkg", "net.lynx.more.a", "net.lynx.more.b");

      assertThat(tree.inventory().owners("/Library/App578/a.txt", line -> {}))
          .containsExactly(new Owner("net.lynx.more.a", "1", "Both.mpkg"));
      assertThat(tree.inventory().owners("/Library/App578/common.txt", line -> {}))
          .containsExactly(new Owner(null, "", "Both.mpkg"));
    }
  }

  @Test
  void onePackageOfAnItemIsItsReceiptsShareOfTheLedger() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      record(tree, "Both.mpkg", "net.lynx.more.a", "net.lynx.more.b");

      Holding found = tree.inventory().find("net.lynx.more.a").get(0);

      assertThat(found.itemName()).isEqualTo("Both.mpkg");
      assertThat(found.whole()).isFalse();
      assertThat(found.paths().stream().filter(OwnedPath::ours).map(OwnedPath::path))
          .containsExactlyInAnyOrder("/Library/App578/a.txt", "/Library/App578/common.txt");
    }
  }

  private static void record(ReceiptTree tree, String name, String... packages) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String each : packages) {
      parts.add(new Part("package", each, "1", "/"));
    }
    List<LedgerPath> ledger = new ArrayList<>();
    for (String file : List.of("a.txt", "b.txt", "common.txt")) {
      ledger.add(new LedgerPath("/Library/App578/" + file, 'f', 0644, 1, "00"));
    }
    tree.state.record(
        new InstalledItem(name, "mpkg", null, null, "here", Instant.EPOCH, parts, ledger));
  }

  @Test
  void nameOfNothingIsNoInput() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      assertThatThrownBy(() -> tree.inventory().find("org.example.absent"))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("not installed");
      assertThatThrownBy(() -> tree.inventory().find("../../../private/var/db/receipts/broken"))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void receiptWithoutBomSaysSo() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      assertThatThrownBy(() -> tree.inventory().find("net.lynx.more.nobom"))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("nobom.bom");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.bom", "evil.prefix", "mismatch"})
  void hostileReceiptIsRefused(String id) throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts-hostile", work)) {
      assertThatThrownBy(() -> tree.inventory().find(id)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void receiptThatIsALinkIsRefused() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      Path database = tree.root.resolve("private/var/db/receipts");
      Files.createSymbolicLink(database.resolve("linked.plist"), database.resolve("a.plist"));

      assertThatThrownBy(() -> tree.inventory().find("linked"))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("no regular file");
    }
  }

  @Test
  void everythingIsListedAndWhatCannotBeReadIsTold() throws Exception {
    try (ReceiptTree tree = ReceiptTree.copy("receipts", work)) {
      List<String> problems = new ArrayList<>();
      List<Holding> all = tree.inventory().all(problems::add);

      assertThat(all.stream().map(Holding::identifier))
          .containsExactlyInAnyOrder(
              "net.lynx.more.a",
              "net.lynx.more.b",
              "net.lynx.more.app",
              "net.lynx.more.gone",
              "net.lynx.more.old");
      assertThat(problems).hasSize(2).anyMatch(line -> line.contains("nobom"));
    }
  }
}
