package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BomWriter;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.InstallerPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Payloads beside the bill of materials that comes with them. */
class BillCheckTest {

  private static final String FILE = "opt/tea/leaves";

  /** Only names that no Mac can hold. */
  private static final String NOT_UTF8 = "invalid-utf8.pkg";

  @TempDir Path work;

  private static Tree tree() {
    return Tree.create().file(FILE, "green", 0644).symlink("opt/tea/pot", "leaves");
  }

  /** A package, which has no checksums but those of its bill, and a bill of something else. */
  private Path bundle(Tree billed) throws IOException {
    PackageSpec spec = PackageSpec.of(tree()).identifier("o.tea").version("1");
    BundlePackageBuilder.bundle("Tea.pkg", spec).writeTo(work);
    Path bundle = work.resolve("Tea.pkg");
    Files.write(bundle.resolve("Contents/Archive.bom"), BomWriter.bom(billed));
    return bundle;
  }

  private void refused(Tree billed, String words) throws Exception {
    Path file = bundle(billed);
    try (Stage stage = new Stage(work)) {
      assertThatThrownBy(() -> stage.install(file))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("o.tea")
          .hasMessageContaining(words);
      assertThatThrownBy(() -> stage.installer().plan(file, Origin.of(file)))
          .isInstanceOf(CorruptException.class);
      assertThat(stage.added()).isEmpty();
      assertThat(stage.context.state().items()).isEmpty();
    }
  }

  private List<String> notes(Tree billed) throws Exception {
    try (Stage stage = new Stage(work)) {
      Outcome outcome = stage.install(bundle(billed));
      assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
      return outcome.notes().stream().filter(note -> note.contains("bill of materials")).toList();
    }
  }

  @Test
  void sameIsInstalledWithoutAWord() throws Exception {
    assertThat(notes(tree())).isEmpty();
  }

  @Test
  void otherContentOfTheSameSizeIsRefused() throws Exception {
    refused(tree().file(FILE, "black", 0644), FILE + " has the checksum ");
  }

  @Test
  void otherSizeIsRefused() throws Exception {
    refused(tree().file(FILE, "black tea", 0644), FILE + " has 5 bytes, wanted 9");
  }

  @Test
  void otherTypeIsRefused() throws Exception {
    refused(
        Tree.create().directory(FILE).symlink("opt/tea/pot", "leaves"),
        "of the type FILE, wanted DIRECTORY");
  }

  @Test
  void otherTargetOfALinkIsRefused() throws Exception {
    refused(
        Tree.create().file(FILE, "green", 0644).symlink("opt/tea/pot", "/etc"),
        "a link to another path");
  }

  @Test
  void otherModeIsSaid() throws Exception {
    assertThat(notes(tree().mode(FILE, 0600))).hasSize(1).first().asString().contains(FILE);
  }

  @Test
  void pathThatThePayloadLacksIsSaid() throws Exception {
    assertThat(notes(tree().file("opt/tea/cup", "cup", 0644)))
        .hasSize(1)
        .first()
        .asString()
        .contains("opt/tea/cup is not in the payload");
  }

  @Test
  void pathThatTheBillLacksIsSaid() throws Exception {
    assertThat(notes(Tree.create().file(FILE, "green", 0644)))
        .hasSize(1)
        .first()
        .asString()
        .contains("opt/tea/pot is not in the bill");
  }

  /** Found ones, by several tools of thirteen years, and made ones with every odd thing. */
  @TestFactory
  Stream<DynamicTest> soundPackagesAreWhatTheirBillSays() throws IOException {
    Path set = Shared.fixture("pkg").orElse(null);
    if (set == null) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    return Stream.of("real", "synthetic/benign", "recipe")
        .flatMap(folder -> packages(set.resolve(folder)))
        .filter(file -> !file.getFileName().toString().equals(NOT_UTF8))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static Stream<Path> packages(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(p -> p.toString().matches(".*\\.m?pkg")).sorted().toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void check(Path file) throws IOException {
    try (InstallerPackage pkg = opened(file)) {
      if (pkg != null) {
        for (Component component : pkg.components()) {
          BillCheck.payload(component, (entry, content) -> {});
        }
      }
    }
  }

  /** Some are no packages, which other tests tell. */
  private static InstallerPackage opened(Path file) throws IOException {
    try {
      return InstallerPackage.open(file);
    } catch (FormatException e) {
      return null;
    }
  }
}
