package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to words on the command line that cannot be meant. */
class WrongWordsTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder);
  }

  private static void expect(int status, Run run, String message) {
    assertThat(run.errors()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.output()).isEmpty();
  }

  @Test
  void argumentThatIsTooManyIsNamed() {
    expect(2, site.run("pkgupdate", "l1", "l2"), "pkgupdate: unknown argument 'l2'; try");
  }

  @Test
  void twoListingsAreRefusedInOurWords() {
    expect(
        2,
        site.run("pkgupdate", "--list-installed", "--list-available"),
        "only one of --list-available, --list-installed");
  }

  @Test
  void otherEngineIsAnsweredWithTheTwoThereAre() {
    Run run = site.run("pkgupdate", "--engine=foo");

    expect(2, run, "got 'foo', wanted installer or java");
    assertThat(run.errors()).doesNotContain("AUTOMATIC");
  }

  @Test
  void mistypedNowIsAnsweredWithNow() {
    expect(2, site.run("update", "noow"), "'noow' (did you mean now?)");
  }

  @Test
  void historyOfNothingIsRefused() {
    expect(2, site.run("pkgupdate", "--history=0"), "--history wants a number from 1 on");
    expect(2, site.run("pkgupdate", "--history=-3"), "--history wants a number from 1 on");
  }

  @Test
  void emptyWordsAreRefusedByName() {
    expect(2, site.run("app-install", ""), "an argument is empty");
    expect(2, site.run("pkgupdate", ""), "LIST is empty");
    expect(2, site.run("pkgupdate", "--config", ""), "--config is empty");
    expect(2, Run.as("pkgupdate", "--root", ""), "--root is empty");
  }

  @Test
  void directoryInPlaceOfAFileIsNamed() {
    String path = folder.toString();
    expect(66, site.run("pkgupdate", path), path + ": is a directory, wanted a package list");
    expect(78, site.run("pkgupdate", "--config", path), path + ": is a directory, wanted a file");
  }

  @Test
  void mistypedActionIsAnsweredWithTheNearestOne() {
    Run run = site.piped("instal Tea*\n", "pkgupdate", "-");

    assertThat(run.errors()).contains("\"instal\", did you mean install?; wanted:");
  }
}
