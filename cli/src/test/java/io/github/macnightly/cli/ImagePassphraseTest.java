package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where passphrases come from, and what is said when none comes. */
class ImagePassphraseTest {

  @TempDir Path folder;

  private String encrypted;

  @BeforeEach
  void setUp() {
    Path path = Shared.fixture("dmg/john-HFSplus-UDBZ-openwall.dmg").orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    encrypted = path.toString();
  }

  private static Run with(Map<String, String> environment, String... args) {
    return Run.with(new Launch("image", "", ""), environment, args);
  }

  @Test
  void variableThatIsNotSetIsAWrongCommandLine() {
    Run run = Run.as("image", "list", "--passphrase-env", "NO_SUCH", encrypted);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("NO_SUCH is not set").hasLineCount(1);
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Run run = Run.as("image", "list", "--passphrase-file", "nixda", encrypted);

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.errors()).endsWith("nixda: there is no such file\n").hasLineCount(1);
  }

  @Test
  void directoryInPlaceOfAFileIsNamed() {
    Run run = Run.as("image", "list", "--passphrase-file", folder.toString(), encrypted);

    assertThat(run.status()).isEqualTo(74);
    assertThat(run.errors()).contains(folder + ": no passphrase can be read: Is a directory");
  }

  @Test
  void onlyEncryptedImagesWantThePassphrase() throws IOException {
    Path plain = folder.resolve("plain.img");
    HfsPlusBuilder.of(Tree.create().file("f", "x")).write(plain);

    for (String option : new String[] {"--passphrase-env=NO_SUCH", "--passphrase-file=nixda"}) {
      assertThat(Run.as("image", "list", option, plain.toString()).status()).isZero();
    }
  }

  @Test
  void emptyPassphraseOpensNothingWhereverItComesFrom() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Run[] runs = {
      Run.as("image", "list", "--passphrase-file", empty.toString(), encrypted),
      Run.piped("", "image", "list", "--passphrase-stdin", encrypted),
      with(Map.of("P", ""), "list", "--passphrase-env", "P", encrypted)
    };

    for (Run run : runs) {
      assertThat(run.status()).isEqualTo(77);
      assertThat(run.errors()).contains("the passphrase is empty").hasLineCount(1);
    }
  }

  @Test
  void oneWayToThePassphraseIsEnough() {
    Run run = Run.as("image", "list", "--passphrase-stdin", "--passphrase-file=f", encrypted);
    Run twice = Run.as("image", "list", "--passphrase-file=f", "--passphrase-env=e", encrypted);

    for (Run wrong : new Run[] {run, twice}) {
      assertThat(wrong.status()).isEqualTo(2);
      assertThat(wrong.errors())
          .startsWith("image list: only one of --passphrase-")
          .contains(" can be given; try ")
          .hasLineCount(1);
    }
  }

  @Test
  void infoTellsTheLittleThatCanBeKnown() throws IOException {
    Run run = Run.as("image", "info", encrypted);

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .isEqualTo("encrypted\tyes\nfile size\t" + Files.size(Path.of(encrypted)) + "\n");
    assertThat(run.errors()).contains("passphrase").hasLineCount(1);
    assertThat(Run.as("image", "info", "--json", encrypted).output())
        .contains("\"format\": null")
        .contains("\"encrypted\": true");
    assertThat(Run.piped("wrong\n", "image", "info", "--passphrase-stdin", encrypted).status())
        .isEqualTo(77);
  }
}
