package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the key KEEP_PREVIOUS does to the way back. */
class KeepPreviousTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"yes, 0", "no, 66"})
  void wayBackIsThereUnlessNothingIsToBeKept(String keep, int status) throws IOException {
    Site site = Site.withPackages(folder);
    site.configure("UPDATEMASTER: " + site.master.toUri(), "KEEP_PREVIOUS: " + keep);
    site.list("install Tea-1.9*");
    assertThat(site.run("pkgupdate").status()).isZero();
    site.list("install Tea-1.10*");
    assertThat(site.run("pkgupdate").status()).isZero();

    Run back = site.run("pkgupdate", "--rollback", "Tea-1.10.app.tar.gz");

    assertThat(back.status()).as(back.errors()).isEqualTo(status);
    boolean kept = site.at("var/db/macnightly/kept").toFile().list().length > 0;
    assertThat(kept).isEqualTo(status == 0);
  }

  @ParameterizedTest
  @CsvSource({"yes, 0", "no, 66"})
  void itHoldsForItemsOfTheCommandLineToo(String keep, int status) throws IOException {
    Site site = Site.withPackages(folder);
    site.configure("UPDATEMASTER: " + site.master.toUri(), "KEEP_PREVIOUS: " + keep);
    Path packages = site.master.resolve("1/PKGS");
    for (String version : new String[] {"1.9", "1.10"}) {
      Path item = packages.resolve("Tea-" + version + ".app.tar.gz");
      assertThat(site.run("app-install", item.toString()).status()).isZero();
    }

    assertThat(site.run("pkgupdate", "--rollback", "Tea-1.10.app.tar.gz").status())
        .isEqualTo(status);
  }
}
