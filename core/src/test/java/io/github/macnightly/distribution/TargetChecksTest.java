package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of found products on targets for which the outcome follows from reading the script. */
@Timeout(20)
final class TargetChecksTest {

  private static final long GIB = 1L << 30;

  private static Check check(String fixture, String name, Target target) throws IOException {
    return FixtureTest.find(fixture).evaluate(target, List.of()).checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** volume_check() of Lion takes a target from 10.6.6 up to, not with, 10.8. */
  @ParameterizedTest
  @CsvSource({
    "10.6.5, FAILED, OS on target volume is too old to upgrade safely.",
    "10.6.6, PASSED, ''",
    "10.7.5, PASSED, ''",
    "10.8,   FAILED, OS on target is too new to install this version safely.",
  })
  void lionUpgradesOnlyTwoSystems(String version, Check.Outcome outcome, String message)
      throws IOException {
    Check check = check("InstallLion.pkg", "volume-check", Target.of(version, "x86_64"));
    assertThat(check.outcome()).isEqualTo(outcome);
    assertThat(check.message()).isEqualTo(message);
  }

  /** install_check() wants 2 GiB, hw.cpu64bit_capable and hw.cputype 7, in this order. */
  @ParameterizedTest
  @CsvSource({
    "1, x86_64, Not enough RAM",
    "2, i386,   Not 64-bit capable CPU",
    "2, ppc,    Not 64-bit capable CPU",
    "2, arm64,  Not Intel Processor",
    "2, x86_64, ''",
  })
  void lionWantsAnIntelProcessorOf64Bits(int gigabytes, String architecture, String title)
      throws IOException {
    Target target = Target.of("10.7", architecture).withHardware(gigabytes * GIB, 2);
    assertThat(check("InstallLion.pkg", "installation-check", target).title()).isEqualTo(title);
  }

  /** installation_check() of Homebrew looks for git of the command line tools, and nothing else. */
  @Test
  void homebrewWantsTheCommandLineTools() throws IOException {
    String git = "/Library/Developer/CommandLineTools/usr/bin/git";
    Target bare = Target.of("15.1", "arm64");
    assertThat(check("brew.Distribution", "installation-check", bare).title())
        .isEqualTo("Command Line Tools (CLT) are missing");
    Target developer = bare.withFiles(new OneFile(git, new byte[0]));
    assertThat(check("brew.Distribution", "installation-check", developer).outcome())
        .isEqualTo(Check.Outcome.PASSED);
  }

  /** It allows 14.0.0 and newer, twice: for the product and for the volume. */
  @Test
  void homebrewRefusesVentura() throws IOException {
    Evaluation old =
        FixtureTest.find("brew.Distribution").evaluate(Target.of("13.7", "arm64"), List.of());
    assertThat(old.checks(Check.Outcome.FAILED))
        .extracting(Check::name)
        .containsExactly("allowed-os-versions", "installation-check", "allowed-os-versions");
    assertThat(old.isAllowed()).isFalse();
    assertThat(old.checks().get(1).message())
        .isEqualTo("the target has version 13.7, wanted 14.0.0 or newer");
  }

  /** The third check of VirtualBox runs ps; its catch block then takes the answer no. */
  @Test
  void dockerWouldRunAProgram() throws IOException {
    Check check =
        check("boot2docker.Distribution", "installation-check", Target.of("10.9.5", "x86_64"));
    assertThat(check.outcome()).isEqualTo(Check.Outcome.FAILED);
    assertThat(check.message()).isEqualTo("RUNNING_VMS_MSG");
    assertThat(check.doubts()).containsExactly("wanted to run '/bin/sh', which is refused");
  }

  /** start_selected of the launchd part is my.choice.packageUpgradeAction != "installed". */
  @Test
  void munkiLeavesItsLaunchdPartWhenItIsThere() throws IOException {
    DistributionFile munki = FixtureTest.find("munkitools-2.8.1.2847.pkg");
    Target there =
        Target.of("10.11", "x86_64")
            .withReceipts(Map.of("com.googlecode.munki.launchd", "2.0.0.1969"));
    assertThat(Scripted.ids(munki.evaluate(there, List.of())))
        .containsExactly(
            "com.googlecode.munki.core", "com.googlecode.munki.admin", "com.googlecode.munki.app");
    Target older = there.withReceipts(Map.of("com.googlecode.munki.launchd", "2.0.0.1968"));
    assertThat(munki.evaluate(older, List.of()).packages()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "santa.Distribution,        arm64,  PASSED",
    "santa.Distribution,        i386,   FAILED",
    "fastlane-Spaces_in_Path.pkg, arm64,  WARNED",
    "boot2docker.Distribution,  x86_64, PASSED",
    "boot2docker.Distribution,  arm64,  FAILED",
  })
  void comparesTheArchitecture(String fixture, String architecture, Check.Outcome outcome)
      throws IOException {
    Check check = check(fixture, "hostArchitectures", Target.of("12.6", architecture));
    assertThat(check.outcome()).isEqualTo(outcome);
  }

  @Test
  void countsTheVersionRangeThatLiesOutsideOfItsPlace() throws IOException {
    Target old = Target.of("10.5.8", "i386");
    assertThat(check("HoRNDIS-rel7.pkg", "os-version", old).outcome())
        .isEqualTo(Check.Outcome.FAILED);
  }

  @Test
  void takesAVersionThatAnyRangeHolds() throws FormatException {
    Scripted product =
        new Scripted()
            .xml(
                "<allowed-os-versions><os-version min='10.5' before='10.6'/>"
                    + "<os-version min='10.8'/></allowed-os-versions>");
    assertThat(product.evaluate(Target.of("10.5.8", "i386")).isAllowed()).isTrue();
    assertThat(product.evaluate(Target.of("10.6", "i386")).isAllowed()).isFalse();
    assertThat(product.evaluate(Target.of("26.1", "arm64")).isAllowed()).isTrue();
  }

  @Test
  void comparesTheMemory() throws FormatException {
    Scripted product =
        new Scripted().xml("<installation-check><ram min-gb='4.5'/></installation-check>");
    Target target = Target.of("14.5", "arm64");
    assertThat(product.evaluate(target).isAllowed()).isTrue();
    assertThat(product.evaluate(target.withHardware(4 * GIB, 4)).checks().get(0).message())
        .isEqualTo("the target has 4.0 GB of memory, wanted 4.5 GB");
  }

  @Test
  void saysWhatItCannotCheck() throws FormatException {
    Evaluation evaluation =
        new Scripted()
            .xml(
                "<volume-check><required-bundles><bundle"
                    + " id='a'/></required-bundles></volume-check>")
            .evaluate();
    assertThat(evaluation.checks())
        .containsExactly(
            Check.of(
                "volume-check",
                Check.Outcome.NOT_EVALUATED,
                "required-bundles is not supported here"));
  }

  /** All hostile packages: nothing is run, and each ends within the time limit of the test. */
  @Test
  void boundsTheHostileFixtures() throws IOException {
    assumeTrue(Shared.fixture("pkg/synthetic/hostile").isPresent(), "no fixtures");
    Map<String, Check.Outcome> wanted =
        Map.of(
            "dist-js-loop", Check.Outcome.STOPPED,
            "dist-js-memory", Check.Outcome.STOPPED,
            "dist-js-recursion", Check.Outcome.STOPPED,
            "dist-js-run", Check.Outcome.NOT_EVALUATED);
    for (Map.Entry<String, Check.Outcome> entry : wanted.entrySet()) {
      DistributionFile file = hostile(entry.getKey());
      Evaluation evaluation = file.evaluate(Target.of("14.5", "arm64"), List.of());
      assertThat(evaluation.checks(entry.getValue())).as(entry.getKey()).hasSize(1);
    }
    assertThat(java.nio.file.Files.exists(java.nio.file.Path.of("/tmp/PKGTEST_CANARY_jsrun")))
        .isFalse();
  }

  private static DistributionFile hostile(String name) throws IOException {
    return FixtureTest.read(Shared.fixture("pkg/synthetic/hostile/" + name + ".pkg").orElseThrow())
        .orElseThrow();
  }

  /** a looks at b and b at a, both begin selected: nothing changes that. */
  @Test
  void settlesChoicesThatLookAtEachOther() throws IOException {
    assumeTrue(Shared.fixture("pkg/synthetic/hostile").isPresent(), "no fixtures");
    Evaluation evaluation =
        hostile("dist-choice-cycle").evaluate(Target.of("14.5", "arm64"), List.of());
    assertThat(Scripted.ids(evaluation)).containsExactly("org.elder.pkgtest.evil");
  }

  /** A target with one file on it. */
  record OneFile(String path, byte[] content) implements TargetFiles {

    static OneFile of(String path, String text) {
      return new OneFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean exists(String asked) {
      return asked.equals(path);
    }

    @Override
    public Optional<byte[]> read(String asked, int limit) {
      return exists(asked) && content.length <= limit ? Optional.of(content) : Optional.empty();
    }
  }
}
