package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What signatures of packages allow and forbid. */
class SignedInstallTest extends StagedTest {

  private static final String SIGNED = "pkg/real/Installomator-0.5-a.pkg";
  private static final String TEAM = "JME5BW3F3R";

  private static Path fixture(String name) {
    Path file = Shared.fixture(name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return file;
  }

  private Path unsigned() throws IOException {
    Path file = stage.items.resolve("tool.pkg");
    FlatPackageBuilder.component(
        PackageSpec.of(Tree.create().file("a", "x")).identifier("o.e").version("1"), file);
    return file;
  }

  private static InstallOptions asking(boolean required, String team) {
    return InstallOptions.defaults().trusting(new Trust(required, team));
  }

  private Outcome install(Path file, InstallOptions options) throws Exception {
    return stage.installer(options).install(file, Origin.of(file));
  }

  private void assertRefused(Path file, InstallOptions options, String why) throws IOException {
    assertThatThrownBy(() -> install(file, options))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> stage.installer(options).plan(file, Origin.of(file)))
        .hasMessageContaining(why);
    assertThat(stage.added()).isEmpty();
    assertThat(stage.context.state().items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blank", "cms-tampered", "over-other-hash", "rsa-tampered", "stored-hash-swapped"})
  void signatureThatDoesNotMatchIsRefusedWithoutAnyOption(String kind) throws IOException {
    Path file = fixture("pkg/synthetic/hostile/sig-" + kind + ".pkg");
    assertThatThrownBy(() -> install(file, InstallOptions.defaults()))
        .isInstanceOf(FormatException.class);
    assertThat(stage.added()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap-gap", "trailing-data"})
  void whatNoSignatureCoversIsSaid(String kind) throws Exception {
    Path file = fixture("pkg/synthetic/hostile/sig-" + kind + ".pkg");
    Outcome outcome = install(file, InstallOptions.defaults());
    assertThat(outcome.notes()).anyMatch(note -> note.contains("covered by no signature"));
    assertThat(outcome.details().signatures()).hasSize(1);
    assertThat(outcome.details().signatures().get(0).verifies()).isEqualTo("yes");
  }

  @Test
  void packageOfADeveloperPassesAllDemandsAndItsSignerIsTold() throws Exception {
    Path file = fixture(SIGNED);
    Outcome outcome = install(file, asking(true, TEAM));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(outcome.reason()).contains("signed by \"Developer ID Installer: ").contains(TEAM);
    SignatureFacts facts = outcome.details().signatures().get(0);
    assertThat(facts.verifies()).isEqualTo("yes");
    assertThat(facts.chainsToApple()).isEqualTo("yes");
    assertThat(facts.validInTime()).isEqualTo("yes");
    assertThat(facts.notarized()).isEqualTo("yes");
    assertThat(facts.teamId()).isEqualTo(TEAM);
  }

  @Test
  void packageOfAnotherTeamIsRefused() throws IOException {
    assertRefused(fixture(SIGNED), asking(false, "ABCDE12345"), "signed by team " + TEAM);
  }

  @Test
  void signerWhomAppleHasNotCertifiedIsNotEnough() throws IOException {
    Path file = fixture("pkg/synthetic/hostile/sig-heap-gap.pkg");
    assertRefused(file, asking(true, ""), "a signature is required");
    assertRefused(file, asking(false, "ABCDE12345"), "is required (--team-id)");
  }

  @Test
  void unsignedPackageIsRefusedOnlyWhenASignatureIsRequired() throws Exception {
    Path file = unsigned();
    assertRefused(file, asking(true, ""), "tool.pkg is not signed");
    assertRefused(file, asking(false, TEAM), "tool.pkg is not signed");
    Outcome outcome = install(file, InstallOptions.defaults());
    assertThat(outcome.reason()).doesNotContain("signed");
    assertThat(outcome.details().signatures().get(0).verifies()).isEqualTo("absent");
  }

  @Test
  void bundlePackageCannotBeSigned() throws IOException {
    PackageSpec spec = PackageSpec.of(Tree.create().file("a", "x")).identifier("o.e").version("1");
    BundlePackageBuilder.bundle("Old.pkg", spec).writeTo(stage.items);
    assertRefused(stage.items.resolve("Old.pkg"), asking(true, ""), "cannot be signed");
  }

  /** Copies a package and changes the byte in the middle of a member. */
  private Path flipped(String fixture, String member) throws IOException {
    Path whole = fixture(fixture);
    byte[] bytes = Files.readAllBytes(whole);
    try (XarArchive archive = XarArchive.open(Source.of(bytes))) {
      XarEntry entry =
          archive.entries().stream()
              .filter(e -> e.path().endsWith(member))
              .findFirst()
              .orElseThrow();
      long heap = bytes.length - archive.trailer().size() - end(archive);
      bytes[(int) (heap + entry.offset() + entry.length() / 2)] ^= 1;
    }
    return Files.write(stage.items.resolve(whole.getFileName().toString()), bytes);
  }

  /** Returns where the last member ends, in bytes from the start of the heap. */
  private static long end(XarArchive archive) {
    return archive.entries().stream().mapToLong(e -> e.offset() + e.length()).max().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "goxar-valid.pkg, Scripts",
    "goxar-valid.pkg, Payload",
    "HoRNDIS-rel7.pkg, intro-text.rtf"
  })
  void memberThatWasChangedIsRefusedWhetherItIsReadOrNot(String name, String member)
      throws Exception {
    Path file = flipped("pkg/real/" + name, member);
    assertRefused(file, InstallOptions.defaults(), "wanted");
    Throwable refused = catchThrowable(() -> install(file, asking(true, "")));
    assertThat(SeenSignatures.of(refused))
        .singleElement()
        .satisfies(
            facts -> {
              assertThat(facts.verifies()).isEqualTo("no");
              assertThat(facts.signer()).isEmpty();
              assertThat(facts.reasons().get(0)).contains(member);
            });
  }

  @Test
  void refusedPackageTellsItsSignature() throws Exception {
    Path bad = fixture("pkg/real/goxar-bad_signature.pkg");
    Throwable refused = catchThrowable(() -> install(bad, InstallOptions.defaults()));
    assertThat(SeenSignatures.of(refused)).singleElement().returns("no", SignatureFacts::verifies);
    Path good = fixture(SIGNED);
    Throwable other = catchThrowable(() -> install(good, asking(false, "ABCDE12345")));
    assertThat(SeenSignatures.of(other)).singleElement().returns(TEAM, SignatureFacts::teamId);
    Throwable planned =
        catchThrowable(
            () -> stage.installer(asking(false, "ABCDE12345")).plan(good, Origin.of(good)));
    assertThat(SeenSignatures.of(planned)).singleElement().returns(TEAM, SignatureFacts::teamId);
  }

  @Test
  void whatIsWrongWithASignatureIsSaidInOneNote() throws Exception {
    Path file = fixture("pkg/synthetic/benign/signed-with-stapled-ticket.pkg");
    Outcome outcome = install(file, InstallOptions.defaults());
    assertThat(outcome.notes())
        .filteredOn(note -> note.contains("signature"))
        .singleElement()
        .asString()
        .contains("which is not Apple's", "does not name the digest");
    assertThat(outcome.details().signatures().get(0).notarized()).isEqualTo("no");
  }
}
