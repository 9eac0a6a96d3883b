package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.inventory.Verifier;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A package that comes under another file name is the same package. */
class TakeoverTest extends StagedTest {

  private static final Tree ONE = Tree.create().file("t/tool", "1").file("t/only in 1", "x");
  private static final Tree TWO = Tree.create().file("t/tool", "2").file("t/only in 2", "x");

  private Path pkg(String name, String version, Tree tree) throws IOException {
    Path file = stage.items.resolve(name);
    Files.deleteIfExists(file);
    PackageSpec spec = PackageSpec.of(tree).identifier("org.example.t").version(version);
    FlatPackageBuilder.component(spec.installLocation("/opt"), file);
    return file;
  }

  private static Origin repository(Path item, char sum) {
    String name = item.getFileName().toString();
    String text = String.valueOf(sum);
    return new Origin(name, text.repeat(32), text.repeat(64), "http://example.org/" + name);
  }

  private Outcome fetch(Path item, char sum) throws Exception {
    return stage.installer().install(item, repository(item, sum));
  }

  private List<String> items() throws IOException {
    return stage.context.state().items().stream().map(InstalledItem::name).toList();
  }

  @Test
  void laterVersionUnderAnotherNameTakesTheBooksOver() throws Exception {
    fetch(pkg("T-1.pkg", "1", ONE), '1');
    Path second = pkg("T-2.pkg", "2", TWO);

    Outcome planned = stage.installer().plan(second, repository(second, '2'));
    Outcome outcome = fetch(second, '2');

    assertThat(planned.details().forecast().orElseThrow().paths())
        .allMatch(path -> path.owners().isEmpty())
        .anyMatch(
            path ->
                path.path().equals("/opt/t/only in 1")
                    && path.action() == PlannedPath.Action.REMOVE);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(items()).containsExactly("T-2.pkg");
    assertThat(stage.context.state().sums()).containsOnlyKeys("T-2.pkg");
    assertThat(stage.context.receipts().all()).hasSize(1);
    assertThat(stage.root.resolve("opt/t/only in 1")).doesNotExist();
    Inventory inventory = new Inventory(stage.context.root(), stage.context.state());
    var holdings = inventory.find("org.example.t");
    assertThat(holdings).hasSize(1);
    assertThat(new Verifier(stage.context.root()).verify(holdings.get(0)).findings()).isEmpty();
    new PackageRemover(stage.context, InstallOptions.defaults()).remove("org.example.t", false);
    assertThat(stage.root.resolve("opt"))
        .satisfiesAnyOf(
            opt -> assertThat(opt).doesNotExist(), opt -> assertThat(opt).isEmptyDirectory());
  }

  @Test
  void wayBackBringsTheOtherItemWithItsSum() throws Exception {
    fetch(pkg("T-1.pkg", "1", ONE), '1');
    Map<String, String> before = stage.installed();
    fetch(pkg("T-2.pkg", "2", TWO), '2');

    new Rollback(stage.context, InstallOptions.defaults()).rollback("T-2.pkg", false);

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(items()).containsExactly("T-1.pkg");
    assertThat(stage.context.state().sums()).containsOnlyKeys("T-1.pkg");
    assertThat(stage.context.receipts().all()).hasSize(1);
  }

  @Test
  void wayBackIsOpenAlsoWhenFilesOfTheEarlierVersionWereChangedOrDeleted() throws Exception {
    Tree one = Tree.create().file("t/tool", "1").file("t/a", "x").file("t/b", "x");
    fetch(pkg("T-1.pkg", "1", one), '1');
    Files.writeString(stage.root.resolve("opt/t/a"), "mine");
    Files.delete(stage.root.resolve("opt/t/b"));
    Map<String, String> before = stage.installed();
    fetch(pkg("T-2.pkg", "2", TWO), '2');

    new Rollback(stage.context, InstallOptions.defaults()).rollback("T-2.pkg", false);

    assertThat(stage.installed()).isEqualTo(before);
  }

  @Test
  void whatThePackageKeepsOfTheEarlierVersionGoesWithIt() throws Exception {
    fetch(pkg("T-1.pkg", "1", Tree.create().file("t/tool", "1").file("t/keep", "x")), '1');
    Path second = stage.items.resolve("T-2.pkg");
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("t/tool", "2"))
            .identifier("org.example.t")
            .version("2")
            .installLocation("/opt")
            .editInfo(
                xml ->
                    xml.replace(
                        "</pkg-info>",
                        "<dont-obsolete><file path=\"./t/keep\"/></dont-obsolete></pkg-info>"));
    FlatPackageBuilder.component(spec, second);
    fetch(second, '2');

    assertThat(stage.root.resolve("opt/t/keep")).exists();
    assertThat(stage.context.state().owners("/opt/t/keep")).containsExactly("T-2.pkg");
    new PackageRemover(stage.context, InstallOptions.defaults()).remove("org.example.t", false);
    assertThat(stage.root.resolve("opt/t")).doesNotExist();
  }

  @Test
  void otherContentOfTheSameVersionIsInstalled() throws Exception {
    fetch(pkg("T-1.pkg", "0", ONE), '1');
    Path second = pkg("T-2.pkg", "0", TWO);

    Outcome planned = stage.installer().plan(second, repository(second, '2'));
    Outcome outcome = fetch(second, '2');

    assertThat(planned.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(planned.reason()).contains("another content");
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("2");
    assertThat(items()).containsExactly("T-2.pkg");
  }

  @Test
  void otherContentThatIsGivenByHandIsInstalledAndTheSameIsNot() throws Exception {
    stage.install(pkg("T.pkg", "0", ONE));
    assertThat(stage.install(pkg("T.pkg", "0", TWO)).status()).isEqualTo(Outcome.Status.INSTALLED);
    Path same = stage.items.resolve("T.pkg");
    assertThat(stage.install(same).status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("2");
  }

  @Test
  void sameBytesUnderAnotherNameChangeHandsWithoutAnInstallation() throws Exception {
    fetch(pkg("T-1.pkg", "1", ONE), '1');
    Path file = stage.items.resolve("T-latest.pkg");
    Files.copy(stage.items.resolve("T-1.pkg"), file);

    Outcome outcome = fetch(file, '1');

    assertThat(outcome.status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(items()).containsExactly("T-latest.pkg");
    assertThat(stage.context.state().owners("/opt/t/tool")).containsExactly("T-latest.pkg");
    assertThat(stage.context.state().sums()).containsOnlyKeys("T-latest.pkg");
  }

  @Test
  void olderFlatPackageIsInstalledWithANote() throws Exception {
    fetch(pkg("T-1.10.pkg", "1.10", TWO), '2');
    Path older = pkg("T-1.9.pkg", "1.9", ONE);
    String said = "org.example.t 1.9 replaces the newer version 1.10";

    assertThat(stage.installer().plan(older, repository(older, '1')).notes()).contains(said);
    assertThat(fetch(older, '1').notes()).contains(said);
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("1");
  }

  private static PackageSpec component(String letter, String version) {
    Tree tree =
        Tree.create().file("s/" + letter + "-" + version, "x").file("s/of " + letter, version);
    return PackageSpec.of(tree)
        .identifier("org.example." + letter)
        .version(version)
        .installLocation("/opt");
  }

  private Path product(String name, String version, String... letters) throws IOException {
    Path file = stage.items.resolve(name);
    Files.deleteIfExists(file);
    FlatPackageBuilder product = FlatPackageBuilder.product("Suite");
    for (String letter : letters) {
      product.add(letter + ".pkg", component(letter, version));
    }
    product.write(file);
    return file;
  }

  private List<String> identifiers(String item) throws IOException {
    return stage.context.state().item(item).orElseThrow().parts().stream()
        .map(Part::identifier)
        .toList();
  }

  @Test
  void itemWithOtherPackagesLosesOnlyTheOneThatIsTakenOver() throws Exception {
    fetch(product("Suite.pkg", "1", "a", "b"), '1');
    Path alone = stage.items.resolve("A-2.pkg");
    FlatPackageBuilder.component(component("a", "2"), alone);
    fetch(alone, '2');

    assertThat(identifiers("Suite.pkg")).containsExactly("org.example.b");
    assertThat(stage.context.state().sums()).containsOnlyKeys("A-2.pkg", "Suite.pkg");
    assertThat(stage.context.state().owners("/opt/s/of a")).containsExactly("A-2.pkg");
    assertThat(stage.context.state().owners("/opt/s/of b")).containsExactly("Suite.pkg");
    assertThat(stage.root.resolve("opt/s/a-1")).doesNotExist();
    new Rollback(stage.context, InstallOptions.defaults()).rollback("A-2.pkg", false);
    assertThat(identifiers("Suite.pkg")).containsExactly("org.example.a", "org.example.b");
    assertThat(stage.context.state().owners("/opt/s/a-1")).containsExactly("Suite.pkg");
    stage.installer().remove("Suite.pkg", false);
    assertThat(stage.root.resolve("opt/s")).doesNotExist();
  }

  @Test
  void partThatIsNotBroughtThisTimeStaysRecorded() throws Exception {
    fetch(product("Suite.pkg", "1", "a", "b"), '1');
    fetch(product("Suite.pkg", "2", "a"), '2');

    assertThat(identifiers("Suite.pkg")).containsExactly("org.example.a", "org.example.b");
    assertThat(stage.root.resolve("opt/s/a-1")).doesNotExist();
    assertThat(stage.root.resolve("opt/s/b-1")).exists();
    stage.installer().remove("Suite.pkg", false);
    assertThat(stage.root.resolve("opt/s")).doesNotExist();
  }

  @Test
  void runThatInstallsNothingKeepsTheDate() throws Exception {
    Path file = pkg("T.pkg", "1", ONE);
    stage.install(file);
    InstalledItem first = stage.context.state().item("T.pkg").orElseThrow();
    Clock later = Clock.offset(stage.context.clock(), Duration.ofDays(1));
    InstallContext c = stage.context;
    InstallContext next =
        new InstallContext(
            c.root(), c.area(), c.state(), c.receipts(), c.host(), c.runner(), later, c.log());

    new Installer(next, InstallOptions.defaults()).install(file, Origin.of(file));

    assertThat(c.state().item("T.pkg")).contains(first);
  }

  private Path bundle(String name, String version) throws IOException {
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("t/tool", version))
            .identifier("org.example.t")
            .version(version)
            .installLocation("/opt");
    BundlePackageBuilder.bundle(name, spec).writeTo(stage.items);
    return stage.items.resolve(name);
  }

  @Test
  void olderBundlePackageUnderAnotherNameIsRefusedAndRecordedNowhere() throws Exception {
    stage.install(bundle("New.pkg", "1.2"));
    Outcome outcome = stage.install(bundle("Old.pkg", "1.1"));

    assertThat(outcome.status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(outcome.notes())
        .contains("Old.pkg 1.1 was not installed: version 1.2 is (--allow-downgrade replaces it)");
    assertThat(items()).containsExactly("New.pkg");
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("1.2");
  }

  @Test
  void receiptOfABundlePackageGoesWithItsName() throws Exception {
    stage.install(bundle("First.pkg", "1.1"));
    stage.install(bundle("Second.pkg", "1.2"));
    assertThat(stage.root.resolve("Library/Receipts/First.pkg")).doesNotExist();
    assertThat(stage.root.resolve("Library/Receipts/Second.pkg")).exists();
    assertThat(items()).containsExactly("Second.pkg");
  }

  private Path gated(String version) throws IOException {
    Tree payload =
        Tree.create().add("Applications", Apps.bundle("One", "org.example.one", version));
    Path file = stage.items.resolve("one-" + version + ".pkg");
    FlatPackageBuilder.component(
        PackageSpec.of(payload).identifier("org.example.one").version(version), file);
    return file;
  }

  @Test
  void keptNewerBundleIsReplacedByASecondRunThatMay() throws Exception {
    stage.install(gated("2"));
    Path older = gated("1");
    assertThat(stage.install(older).notes()).anyMatch(note -> note.startsWith("kept /App"));
    assertThat(stage.context.state().owners("/Applications/One.app")).containsExactly("one-1.pkg");
    InstallOptions options = InstallOptions.defaults().downgrading(true);

    Outcome outcome = stage.installer(options).install(older, Origin.of(older));

    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(BundleVersion.ofBundle(stage.root.resolve("Applications/One.app")).text())
        .isEqualTo("1");
    assertThat(stage.installer(options).install(older, Origin.of(older)).status())
        .isEqualTo(Outcome.Status.UNCHANGED);
  }

  @Test
  void changedFileThatARemovalKeptGoesByForceUnderTheSameIdentifier() throws Exception {
    stage.install(pkg("T.pkg", "1", ONE));
    Path changed = stage.root.resolve("opt/t/tool");
    Files.writeString(changed, "mine");
    PackageRemover remover = new PackageRemover(stage.context, InstallOptions.defaults());
    assertThat(remover.remove("org.example.t", false).notes()).hasSize(1);
    assertThat(changed).exists();

    assertThat(remover.remove("org.example.t", false).status()).isEqualTo(Outcome.Status.ABSENT);
    Outcome forced =
        new PackageRemover(stage.context, Stage.forced()).remove("org.example.t", false);

    assertThat(forced.status()).isEqualTo(Outcome.Status.REMOVED);
    assertThat(changed).doesNotExist();
    assertThat(items()).isEmpty();
  }

  @Test
  void existingDirectoryOfAnotherModeVerifies() throws Exception {
    Path there = Files.createDirectories(stage.root.resolve("opt/t"));
    Files.setAttribute(there, "unix:mode", 0711);
    stage.install(pkg("T.pkg", "1", ONE));
    Inventory inventory = new Inventory(stage.context.root(), stage.context.state());
    var holding = inventory.find("org.example.t").get(0);
    assertThat(new Verifier(stage.context.root()).verify(holding).findings()).isEmpty();
    assertThat(there).isDirectory();
  }

  @Test
  void directoriesThatWereMadeForTheLocationGoAlsoAfterAnUpgrade() throws Exception {
    for (String version : List.of("1", "2")) {
      Path file = stage.items.resolve("L-" + version + ".pkg");
      PackageSpec spec = PackageSpec.of(ONE).identifier("org.example.l").version(version);
      FlatPackageBuilder.component(spec.installLocation("/srv/a b/ü"), file);
      stage.install(file);
    }
    Outcome outcome = stage.installer().remove("L-2.pkg", true);
    assertThat(outcome.details().forecast().orElseThrow().paths())
        .extracting(PlannedPath::path)
        .contains("/srv/a b/ü/t/tool", "/srv");
    stage.installer().remove("L-2.pkg", false);
    assertThat(stage.root.resolve("srv")).doesNotExist();
  }

  @Test
  void dryRunOfTheWayBackNamesItsPaths() throws Exception {
    fetch(pkg("T-1.pkg", "1", ONE), '1');
    fetch(pkg("T-2.pkg", "2", TWO), '2');
    Outcome planned =
        new Rollback(stage.context, InstallOptions.defaults()).rollback("T-2.pkg", true);
    assertThat(planned.details().forecast().orElseThrow().paths())
        .extracting(path -> path.action() + " " + path.path())
        .contains("replace /opt/t/tool", "new /opt/t/only in 1", "remove /opt/t/only in 2");
  }

  @Test
  void receiptsOfADataVolumeAreFound() throws Exception {
    stage.install(pkg("T.pkg", "1", ONE));
    Path from = stage.root.resolve("var/db/receipts");
    Path to = stage.root.resolve("private/var/db/receipts");
    Files.createDirectories(to.getParent());
    Files.move(from, to);
    stage.context.state().forget("T.pkg");
    Inventory inventory = new Inventory(stage.context.root(), stage.context.state());
    assertThat(inventory.find("org.example.t").get(0).receipts())
        .contains("/private/var/db/receipts/org.example.t.plist");
  }
}
