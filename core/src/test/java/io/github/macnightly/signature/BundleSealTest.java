package io.github.macnightly.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles, one found and the others made here, against their lists of sealed files. */
final class BundleSealTest {

  @TempDir private Path folder;
  private BundleMaker maker;

  @BeforeEach
  void makeBundle() throws IOException {
    maker = new BundleMaker(folder.resolve("Tool.app")).sealed("Resources/a.txt", "some text");
  }

  @Test
  void findsNothingInAnIntactBundle() throws IOException {
    SealReport report = maker.check();
    assertThat(report.isIntact()).isTrue();
    assertThat(report.checked()).isEqualTo(1);
    assertThat(report.base()).isEqualTo("Contents");
  }

  @Test
  void saysThatTheCodeDirectoryIsNotVerified() throws IOException {
    assertThat(maker.check().notes()).anyMatch(n -> n.contains("code directory"));
  }

  @Test
  void findsAChangedFile() throws IOException {
    SealReport report = maker.write("Resources/a.txt", "some tex").check();
    assertThat(report.differing()).containsExactly("Resources/a.txt");
    assertThat(report.isIntact()).isFalse();
  }

  @Test
  void comparesBothDigestsWhereTheListHasBoth() throws IOException {
    byte[] sha256 = BundleMaker.hash("SHA-256", "some text");
    maker.listed("Resources/a.txt", Map.of("hash", new byte[20], "hash2", sha256));
    assertThat(maker.check().differing()).containsExactly("Resources/a.txt");
  }

  @Test
  void findsAMissingFile() throws IOException {
    maker.listed("Resources/b.txt", Map.of("hash2", new byte[32]));
    assertThat(maker.check().missing()).containsExactly("Resources/b.txt");
  }

  @Test
  void doesNotMissAnOptionalFile() throws IOException {
    maker.listed("Resources/de.lproj/x", Map.of("hash2", new byte[32], "optional", true));
    assertThat(maker.check().isIntact()).isTrue();
  }

  @Test
  void findsAnAddedFile() throws IOException {
    maker.write("Resources/new.txt", "x").write("MacOS/other", "x").write("stray", "x");
    assertThat(maker.check().added()).containsExactly("MacOS/other", "Resources/new.txt", "stray");
  }

  @Test
  void passesOverWhatTheRulesLeaveOut() throws IOException {
    assertThat(maker.write("Resources/.DS_Store", "x").check().isIntact()).isTrue();
  }

  @Test
  void passesOverTheTicketAndSaysSo() throws IOException {
    SealReport report = maker.write("CodeResources", "s8ch").check();
    assertThat(report.isIntact()).isTrue();
    assertThat(report.notes()).anyMatch(n -> n.contains("ticket is stapled"));
  }

  @Test
  void comparesTheTextOfALink() throws IOException {
    maker.link("Resources/same", "a.txt").listed("Resources/same", Map.of("symlink", "a.txt"));
    maker.link("Resources/other", "a.txt").listed("Resources/other", Map.of("symlink", "b.txt"));
    assertThat(maker.check().differing()).containsExactly("Resources/other");
  }

  @Test
  void doesNotFollowALinkThatStandsForAFile() throws IOException {
    maker.link("Resources/b.txt", "a.txt");
    maker.listed("Resources/b.txt", Map.of("hash2", BundleMaker.hash("SHA-256", "some text")));
    assertThat(maker.check().differing()).containsExactly("Resources/b.txt");
  }

  @Test
  void doesNotFollowALinkThatStandsForAFolder() throws IOException {
    Files.createDirectories(folder.resolve("outside"));
    Files.writeString(folder.resolve("outside/x"), "x");
    maker.link("Resources/out", "../../../outside");
    maker.listed("Resources/out/x", Map.of("hash2", BundleMaker.hash("SHA-256", "x")));
    SealReport report = maker.check();
    assertThat(report.missing()).containsExactly("Resources/out/x");
    assertThat(report.added()).containsExactly("Resources/out");
  }

  @Test
  void neverOpensAPathOfTheListThatLeadsOutside() throws IOException {
    Files.writeString(folder.resolve("secret"), "x");
    maker.listed("../../secret", Map.of("hash2", BundleMaker.hash("SHA-256", "x")));
    assertThat(maker.check().missing()).containsExactly("../../secret");
  }

  @Test
  void reportsNestedCodeAsNotChecked() throws IOException {
    maker.write("Frameworks/A.framework/Versions/A/A", "code");
    maker.listed("Frameworks/A.framework", Map.of("cdhash", new byte[20], "requirement", "x"));
    SealReport report = maker.check();
    assertThat(report.isIntact()).isTrue();
    assertThat(report.nested()).containsExactly("Frameworks/A.framework");
    assertThat(report.notes()).anyMatch(n -> n.startsWith("nested code is present"));
  }

  @Test
  void missesNestedCodeThatIsAbsent() throws IOException {
    maker.listed("Frameworks/A.framework", Map.of("cdhash", new byte[20], "requirement", "x"));
    assertThat(maker.check().missing()).containsExactly("Frameworks/A.framework");
  }

  @Test
  void reportsNestedCodeThatIsNotListedAsOneThing() throws IOException {
    maker.write("PlugIns/B.bundle/Contents/Info.plist", "x");
    maker.write("PlugIns/B.bundle/Contents/MacOS/B", "x");
    assertThat(maker.check().added()).containsExactly("PlugIns/B.bundle");
  }

  @Test
  void readsTheFirstVersionOfTheList() throws IOException {
    maker.firstVersion().rules(Map.of("^Resources/", true));
    maker.write("Resources/b.txt", "b").write("elsewhere", "x");
    maker.listed("Resources/a.txt", BundleMaker.hash("SHA-1", "some text"));
    SealReport report = maker.check();
    assertThat(report.checked()).isEqualTo(1);
    assertThat(report.added()).containsExactly("Resources/b.txt");
  }

  @Test
  void knowsANameInEitherFormOfUnicode() throws IOException {
    maker.write("Resources/a\u0308", "x");
    maker.listed("Resources/\u00e4", Map.of("hash2", BundleMaker.hash("SHA-256", "x")));
    assertThat(maker.check().isIntact()).isTrue();
  }

  @Test
  void saysThatABundleHasNoSeal() throws IOException {
    SealReport report = BundleSeal.check(folder.resolve("Tool.app"));
    assertThat(report.sealed()).isFalse();
    assertThat(report.isIntact()).isFalse();
  }

  @Test
  void endsARuleThatTriesForEver() throws IOException {
    maker
        .rules(Map.of("^" + "(.*)".repeat(12) + "!$", true))
        .write("Resources/" + "a".repeat(60), "x");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThatThrownBy(maker::check).isInstanceOf(LimitExceededException.class));
  }

  @Test
  void refusesARuleThatIsNoPattern() {
    assertThatThrownBy(maker.rules(Map.of("^(", true))::check)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("is no pattern");
  }

  @Test
  void refusesAnEntryWithoutADigest() {
    assertThatThrownBy(maker.listed("x", Map.of("hash3", new byte[32]))::check)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("without any digest");
  }

  @Test
  void findsAnAppOfADeveloperIntactAndThenDamaged() throws IOException {
    Path zip = Shared.fixture("pkg/real/sparkle-DevSignedApp.zip").orElse(null);
    assumeTrue(zip != null, "../shared/fixtures is absent");
    unzip(zip, folder);
    Path app = folder.resolve("DevSignedApp.app");
    SealReport report = BundleSeal.check(app);
    assertThat(report.isIntact()).as(report.toString()).isTrue();
    assertThat(report.checked()).isEqualTo(1);
    Files.writeString(app.resolve("Contents/Resources/Base.lproj/MainMenu.nib"), "x");
    Files.writeString(app.resolve("Contents/Resources/y"), "x");
    SealReport damaged = BundleSeal.check(app);
    assertThat(damaged.differing()).containsExactly("Resources/Base.lproj/MainMenu.nib");
    assertThat(damaged.added()).containsExactly("Resources/y");
  }

  private static void unzip(Path zip, Path target) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path path = target.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(in, path);
        }
      }
    }
  }
}
