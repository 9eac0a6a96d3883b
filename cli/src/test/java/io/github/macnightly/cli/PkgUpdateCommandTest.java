package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.repository.RangeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkgUpdateCommandTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder);
  }

  @Test
  void listOfTheManagerTreeIsBroughtAbout() {
    Run run = site.run("pkgupdate");

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("Tea-1.10.app.tar.gz\tinstalled\t"))
        .anySatisfy(line -> assertThat(line).startsWith("Tide-3.pkg\tinstalled\t"));
    assertThat(run.errors()).endsWith("2 installed, 0 removed, 0 unchanged, 0 failed\n");
    assertThat(site.at("Applications/Tea.app")).exists();
  }

  @Test
  void badLineOfTheIndexIsCountedAndNamedByItsAddress() throws IOException {
    Path index = site.master.resolve("1/PKGS/.pkglist");
    String text = Files.readString(index);
    // The first line once more is no problem; the word is one.
    Files.writeString(index, text + text.lines().findFirst().orElseThrow() + "\nrubbish\n");

    Run run = site.run("pkgupdate");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors())
        .contains("PKGS/.pkglist:5: ")
        .contains("file:/")
        .doesNotContain("listed twice")
        .endsWith("0 failed, 1 line could not be used\n");
  }

  @Test
  void damagedDatabaseIsToldByAListing() throws IOException {
    site.run("pkgupdate");
    Files.writeString(site.at("etc/pkglist.sqlite3"), "no database at all, ".repeat(400));

    Run run = site.run("pkgupdate", "-q", "--list-installed");

    assertThat(run.errors()).contains("pkglist.sqlite3: is damaged");
    assertThat(run.output()).contains("Tea-1.10.app.tar.gz");
  }

  @Test
  void signaturesOfWhatWasInstalledAreTold() throws IOException {
    Run run = site.run("pkgupdate", "--json", list("install Tide*"));

    assertThat(run.output()).contains("\"verifies\": \"absent\"", "\"forecast\": null");
  }

  @Test
  void secondRunHasNothingToDo() {
    site.run("pkgupdate");
    Run run = site.run("pkgupdate");

    assertThat(run.status()).isZero();
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).isEqualTo("nothing to do\n");
  }

  @Test
  void unchangedItemsAreListedOnRequest() {
    site.run("pkgupdate");

    assertThat(site.run("pkgupdate", "-v").output())
        .contains("Tea-1.10.app.tar.gz\tunchanged\talready installed\n");
  }

  @Test
  void availablePackagesCanBePipedBackIn() {
    String names = site.run("pkgupdate", "--list-available").output();
    String list =
        names
            .lines()
            .filter(name -> name.contains("Tide"))
            .map(name -> "install " + name)
            .collect(Collectors.joining("\n"));

    Run run = site.piped(list, "pkgupdate", "-");

    assertThat(names.lines())
        .containsExactly("Tea-1.10.app.tar.gz", "Tea-1.9.app.tar.gz", "Tide-3.pkg");
    assertThat(run.output()).startsWith("Tide-3.pkg\tinstalled\t").hasLineCount(1);
  }

  @Test
  void availablePackagesAreListedWithTheirSumsOnRequest() {
    assertThat(site.run("pkgupdate", "--list-available", "-v").output().lines())
        .allSatisfy(line -> assertThat(line).matches("\\S+\t[0-9a-f]{32}"));
  }

  @Test
  void dryRunGivesAReasonForEveryItemAndWritesNothing() throws IOException {
    site.run("pkgupdate", list("install Tide*"));
    Map<String, String> before = Tree.digest(site.root);

    Run run = site.run("pkgupdate", "-n", list("install Tea*", "install Tide*", "remove Old*"));

    assertThat(run.output())
        .contains("Tea-1.10.app.tar.gz\twould install\tnot installed\n")
        .contains("Tide-3.pkg\tleave\talready installed\n")
        .contains("Old*\tleave\tnot installed");
    assertThat(run.errors())
        .endsWith("1 would be installed, 0 would be removed, 2 unchanged, 0 failed\n");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void removeTakesAwayWhatWasInstalled() throws IOException {
    site.run("pkgupdate");
    Run run = site.run("pkgupdate", list("remove Tea*"));

    assertThat(run.output()).startsWith("Tea-1.10.app.tar.gz\tremoved\t");
    assertThat(site.at("Applications/Tea.app")).doesNotExist();
  }

  @Test
  void linesThatCannotBeUsedAreToldAndTheRestIsDone() throws IOException {
    String list = list("instal Tea*", "install Nothing*", "install Tide*");

    Run run = site.run("pkgupdate", "-q", list);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors()).startsWith(list + ":1: unknown action").hasLineCount(1);
    assertThat(run.output())
        .contains("Nothing*\tfailed\tnothing in the repository matches", "Tide-3.pkg\tinstalled");
  }

  @Test
  void installedItemsAreListedWithVersionAndTime() {
    site.run("pkgupdate");

    assertThat(site.run("pkgupdate", "--list-installed").output().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("Tea-1.10.app.tar.gz\tapp\t1.10[^\t]*\t2\\d{3}-\\S+Z");
  }

  @Test
  void historyShowsTheLastThingsNewestLast() throws IOException {
    site.run("pkgupdate");
    site.run("pkgupdate", list("remove Tea*"));

    Run run = site.run("pkgupdate", "--history", "1");

    assertThat(run.output()).hasLineCount(1).contains("\tpkgupdate\tTea-1.10.app.tar.gz\t");
    assertThat(run.output()).contains("\tremoved\t");
  }

  @Test
  void listingsNeedNoConfiguration() throws IOException {
    Files.delete(site.at("etc/localconfig.yml"));

    assertThat(site.run("pkgupdate", "--list-installed").status()).isZero();
    assertThat(site.run("pkgupdate", "--history").status()).isZero();
    assertThat(site.at("etc/pkglist.sqlite3")).doesNotExist();
  }

  @Test
  void listingTakesNoListAndOnlyOneIsTaken() {
    assertThat(site.run("pkgupdate", "--list-installed", "x").status()).isEqualTo(2);
    assertThat(site.run("pkgupdate", "--list-installed", "--history").status()).isEqualTo(2);
  }

  @Test
  void downloadsAreKeptWhereTheConfigurationSaysInsideTheTree() throws IOException {
    site.configure("UPDATEMASTER: " + site.master.toUri(), "CACHEDIR: /var/spool/packages");

    site.run("pkgupdate", "--keep");

    assertThat(Tree.digest(site.at("var/spool/packages")).toString()).contains("Tide-3.pkg");
  }

  @Test
  void oddKeyOfTheConfigurationIsAWarning() throws IOException {
    site.configure("UPDATEMASTER: " + site.master.toUri(), "UPDATEMASTR: x");

    assertThat(site.run("pkgupdate").errors()).contains("localconfig.yml:2: unknown key");
  }

  private String list(String... lines) throws IOException {
    Path file = folder.resolve("list");
    Files.write(file, List.of(lines));
    return file.toString();
  }

  @Test
  void indexOverAnUnauthenticatedTransportIsSaidOnce() throws IOException {
    try (RangeServer server = RangeServer.serve(site.master)) {
      site.configure("UPDATEMASTER: " + server.uri());
      Run run = site.run("pkgupdate");

      assertThat(run.status()).isZero();
      assertThat(run.errors()).containsOnlyOnce("the index came over http");
    }
  }
}
