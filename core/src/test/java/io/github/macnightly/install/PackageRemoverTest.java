package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that go by their identifiers: ours, and those that somebody else installed. */
class PackageRemoverTest extends StagedTest {

  private static final String A = "net.lynx.more.a";

  private PackageRemover remover() {
    return new PackageRemover(stage.context, InstallOptions.defaults());
  }

  /** Brings a tree of the fixtures, whose links were lost: a file holds the text of each. */
  private void foreign(String fixture) throws IOException {
    Path from = Shared.fixture("pkg/" + fixture + "/root").orElse(null);
    assumeTrue(from != null, "../shared/fixtures is absent");
    stage.close();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = stage.root.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(to);
        } else if (!to.endsWith("var") || to.getParent().endsWith("private")) {
          Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
    Files.deleteIfExists(stage.root.resolve("var"));
    Files.createSymbolicLink(stage.root.resolve("var"), Path.of("private/var"));
    Path link = stage.root.resolve("usr/local/bin/alink");
    if (Files.deleteIfExists(link)) {
      Files.createSymbolicLink(link, Path.of("atool"));
    }
    stage = new Stage(work);
  }

  private boolean exists(String path) {
    return Files.exists(stage.root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void foreignPackageGoesButForWhatIsSharedChangedOrWellKnown() throws Exception {
    foreign("receipts");

    Outcome outcome = remover().remove(A, false);

    assertThat(exists("Library/App578/a.txt")).isFalse();
    assertThat(exists("usr/local/bin/alink")).isFalse();
    assertThat(exists("Library/App578/common.txt")).isTrue();
    assertThat(exists("Library/App578/user-made.txt")).isTrue();
    assertThat(exists("usr/local/bin/atool")).isTrue();
    assertThat(exists("var/db/receipts/" + A + ".plist")).isFalse();
    assertThat(exists("var/db/receipts/" + A + ".bom")).isFalse();
    assertThat(outcome.notes())
        .contains(
            "kept /Library/App578/common.txt: it also belongs to net.lynx.more.b",
            "kept /usr/local/bin/atool: it was changed since (--force removes it)");
  }

  @Test
  void lastOwnerTakesWhatWasSharedAndWellKnownDirectoriesStay() throws Exception {
    foreign("receipts");
    Files.delete(stage.root.resolve("Library/App578/user-made.txt"));
    PackageRemover forced = new PackageRemover(stage.context, Stage.forced());

    forced.remove(A, false);
    forced.remove("net.lynx.more.b", false);
    forced.remove("net.lynx.more.old", false);

    assertThat(exists("Library/App578")).isFalse();
    assertThat(exists("usr/local/bin")).isTrue();
    assertThat(exists("usr/local/bin/atool")).isFalse();
    assertThat(exists("Applications")).isTrue();
    assertThat(exists("Applications/old.txt")).isFalse();
    assertThat(exists("Library/Receipts/OldApp578.pkg")).isFalse();
    assertThat(exists("Library/Receipts/InstallHistory.plist")).isTrue();
  }

  @Test
  void dryRunWritesNothing() throws Exception {
    foreign("receipts");
    Map<String, String> before = Tree.digest(stage.root);

    Outcome removal = remover().remove(A, true);
    Outcome oblivion = remover().forget(A, true);

    assertThat(Tree.digest(stage.root)).isEqualTo(before);
    assertThat(removal.notes()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(oblivion.status()).isEqualTo(Outcome.Status.REMOVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.lynx.more.a", "net.lynx.more.nobom", "net.lynx.more.old"})
  void forgottenPackageLeavesItsFiles(String id) throws Exception {
    foreign("receipts");

    remover().forget(id, false);

    assertThat(exists("Library/App578/a.txt")).isTrue();
    assertThat(exists("Applications/old.txt")).isTrue();
    assertThatThrownBy(() -> remover().forget(id, false)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> remover().remove(id, false)).isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.bom", "evil.prefix", "mismatch"})
  void hostileReceiptIsRefusedAndNothingGoes(String id) throws Exception {
    foreign("receipts-hostile");
    Map<String, String> before = Tree.digest(work);

    assertThatThrownBy(() -> remover().remove(id, false)).isInstanceOf(FormatException.class);

    assertThat(Tree.digest(work)).isEqualTo(before);
  }

  @Test
  void receiptThatClaimsTopDirectoriesTakesNoneOfThem() throws Exception {
    foreign("receipts-hostile");
    for (String name : new String[] {"Applications", "usr", "Library"}) {
      Files.createDirectories(stage.root.resolve(name));
    }

    remover().remove("evil.top", false);

    assertThat(exists("Applications")).isTrue();
    assertThat(exists("usr")).isTrue();
    assertThat(exists("Library")).isTrue();
  }

  private Path product(String name, String... parts) throws IOException {
    Path file = stage.items.resolve(name);
    FlatPackageBuilder product = FlatPackageBuilder.product("Tools");
    for (String part : parts) {
      Tree tree = Tree.create().file("Library/Tool Größe/" + part + ".txt", part);
      product.add(part + ".pkg", spec(tree, part, "1"));
    }
    product.write(file);
    return file;
  }

  private static PackageSpec spec(Tree tree, String part, String version) {
    return PackageSpec.of(tree)
        .identifier("org.example." + part)
        .version(version)
        .installLocation("/");
  }

  private Path component(String name, String part, String version) throws IOException {
    Tree tree =
        Tree.create()
            .file("Library/Tool Größe/" + part + ".txt", part + version)
            .file("Library/Tool Größe/shared.txt", "both");
    Path file = stage.items.resolve(name);
    FlatPackageBuilder.component(spec(tree, part, version), file);
    return file;
  }

  @Test
  void fileThatTwoItemsShareGoesWithTheLastOfThem() throws Exception {
    Path one = component("One.pkg", "one", "1");
    Path two = component("Two.pkg", "two", "1");
    stage.install(one);
    stage.install(two);

    Outcome first = remover().remove("org.example.one", false);
    assertThat(exists("Library/Tool Größe/one.txt")).isFalse();
    assertThat(exists("Library/Tool Größe/shared.txt")).isTrue();
    assertThat(first.notes()).anyMatch(note -> note.contains("it also belongs to Two.pkg"));
    stage.remove(two);

    assertThat(exists("Library/Tool Größe")).isFalse();
    assertThat(stage.context.receipts().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fileOfTwoPackagesOfAProductIsThatOfTheLast(boolean folderIsThere) throws Exception {
    if (folderIsThere) {
      Files.createDirectories(stage.root.resolve("Library/Tool"));
    }
    Path file = stage.items.resolve("Both.pkg");
    FlatPackageBuilder.product("Both")
        .add("one.pkg", spec(Tree.create().file("Library/Tool/shared", "of one"), "one", "1"))
        .add("two.pkg", spec(Tree.create().file("Library/Tool/shared", "of two!"), "two", "1"))
        .write(file);

    assertThat(stage.install(file).status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("Library/Tool/shared")).hasContent("of two!");

    remover().remove("org.example.one", false);
    assertThat(stage.root.resolve("Library/Tool/shared")).hasContent("of two!");
    remover().remove("org.example.two", false);
    assertThat(stage.root.resolve("Library/Tool/shared")).doesNotExist();
  }

  @Test
  void onePackageOfAProductGoesAndTheOtherStaysRecorded() throws Exception {
    stage.install(product("Werkzeuge ü.pkg", "one", "two"));

    Outcome outcome = remover().remove("org.example.one", false);

    assertThat(exists("Library/Tool Größe/one.txt")).isFalse();
    assertThat(exists("Library/Tool Größe/two.txt")).isTrue();
    assertThat(exists("var/db/receipts/org.example.one.plist")).isFalse();
    assertThat(exists("var/db/receipts/org.example.two.plist")).isTrue();
    assertThat(outcome.notes()).isEmpty();
    assertThat(stage.context.state().item("Werkzeuge ü.pkg").orElseThrow().parts()).hasSize(1);
    assertThat(stage.context.state().owners("/Library/Tool Größe/two.txt"))
        .containsExactly("Werkzeuge ü.pkg");

    remover().remove("org.example.two", false);

    assertThat(exists("Library/Tool Größe")).isFalse();
    assertThat(stage.context.state().items()).isEmpty();
    assertThat(stage.context.receipts().all()).isEmpty();
  }

  @Test
  void forgottenPackageOfAProductLeavesTheRecordsOfTheOther() throws Exception {
    stage.install(product("Tools.pkg", "one", "two"));

    remover().forget("org.example.one", false);

    assertThat(exists("Library/Tool Größe/one.txt")).isTrue();
    assertThat(exists("var/db/receipts/org.example.one.bom")).isFalse();
    assertThat(stage.context.state().owners("/Library/Tool Größe/one.txt")).isEmpty();
    assertThat(stage.context.state().owners("/Library/Tool Größe/two.txt")).hasSize(1);
    assertThat(stage.context.receipts().read("Tools.pkg").orElseThrow().parts()).hasSize(1);
  }

  @Test
  void earlierVersionOfThePackageGoesWithTheLaterOne() throws Exception {
    Path second = component("Tool-2.pkg", "one", "2");
    stage.install(component("Tool-1.pkg", "one", "1"));
    stage.install(second);

    stage.remove(second);

    assertThat(exists("Library/Tool Größe")).isFalse();
    assertThat(stage.context.state().items()).isEmpty();
  }

  @Test
  void removalOfAnItemSparesWhatAForeignReceiptNames() throws Exception {
    foreign("receipts");
    Path item = stage.items.resolve("Mine.pkg");
    Tree tree = Tree.create().file("Library/App578/common.txt", "mine").file("Library/m.txt", "m");
    FlatPackageBuilder.component(spec(tree, "mine", "1"), item);
    stage.install(item);

    Outcome outcome = stage.remove(item);

    assertThat(exists("Library/App578/common.txt")).isTrue();
    assertThat(exists("Library/m.txt")).isFalse();
    assertThat(outcome.notes()).anyMatch(note -> note.contains("also belongs to " + A));
  }
}
