package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code image} and its subcommands, from words to bytes. */
class ImageCommandsTest {

  private static final String PASSPHRASE = "openwall";

  @TempDir Path folder;

  private String image;

  @BeforeEach
  void setUp() throws IOException {
    Tree tree =
        Tree.create()
            .file("Grüße.txt", "Hello", 0640)
            .file("bin/run", "#!/bin/sh\nexit 0\n", 0755)
            .symlink("Applications", "/Applications")
            .symlink("escape", "../../outside");
    image = folder.resolve("Tee und Kekse.dmg").toString();
    UdifWriter.create()
        .licenses(License.samples())
        .write(HfsPlusBuilder.of(tree).name("Tee").toBytes(), Path.of(image));
  }

  private static Path encrypted() {
    Path path = Shared.fixture("dmg/john-HFSplus-UDBZ-openwall.dmg").orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return path;
  }

  @Test
  void infoTellsWhatItIs() {
    Run run = Run.as("image", "info", image);

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .contains("format\tUDZO\n")
        .contains("encrypted\tno\n")
        .contains("map\tAPM\n")
        .contains("volume\tHFS+\tcase-insensitive\tTee\n")
        .contains("license\t");
  }

  @Test
  void listPrintsPathsThatCatTakes() {
    Run list = Run.as("image", "list", image);

    assertThat(list.output().lines())
        .containsExactlyInAnyOrder(
            "Applications", "bin", "bin/run", "escape", "Gru\u0308\u00dfe.txt");
    assertThat(Run.as("image", "cat", image, "Gru\u0308\u00dfe.txt").output()).isEqualTo("Hello");
    assertThat(Run.as("image", "cat", image, "/gr\u00fc\u00dfe.TXT", "bin/run").output())
        .isEqualTo("Hello#!/bin/sh\nexit 0\n");
  }

  @Test
  void longListLooksLikeThatOfLs() {
    assertThat(Run.as("image", "list", "-l", image, "bin").output())
        .isEqualTo(
            "drwxr-xr-x\t0\t2006-07-11T00:00:00Z\tbin\n"
                + "-rwxr-xr-x\t17\t2006-07-11T00:00:00Z\tbin/run\n");
    assertThat(Run.as("image", "list", "-l", image, "Applications").output())
        .endsWith("\tApplications\t->\t/Applications\n");
  }

  @Test
  void missingPathIsNoInput() {
    Run run = Run.as("image", "cat", image, "no/such");

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.errors()).contains("no/such").hasLineCount(1);
  }

  @Test
  void directoryHasNoContent() {
    assertThat(Run.as("image", "cat", image, "bin").errors()).contains("bin: is no file");
    assertThat(Run.as("image", "cat", image, "escape").errors()).contains("'../../outside'");
  }

  @Test
  void extractWritesTheTreeAndLeavesLinksAlone() throws IOException {
    Path target = folder.resolve("target");

    Run run = Run.as("image", "extract", image, target.toString());

    assertThat(run.status()).isZero();
    assertThat(target.resolve("Gru\u0308\u00dfe.txt")).hasContent("Hello");
    assertThat(target.resolve("bin/run")).isExecutable();
    assertThat(Files.readSymbolicLink(target.resolve("escape"))).hasToString("../../outside");
    assertThat(Files.getLastModifiedTime(target.resolve("bin/run")).toInstant())
        .isEqualTo(Tree.DEFAULT_TIME);
    assertThat(Files.exists(folder.resolve("outside"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void extractRefusesADirectoryWithSomethingInIt() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(target.resolve("mine"), "mine");

    Run run = Run.as("image", "extract", image, target.toString());

    assertThat(run.status()).isEqualTo(73);
    assertThat(target.resolve("mine")).hasContent("mine");
    assertThat(target).isDirectoryNotContaining("glob:**bin");
  }

  @Test
  void damagedImageIsTold() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image, "rw")) {
      file.seek(600);
      file.write("damage".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(Run.as("image", "verify", image).status()).isEqualTo(65);
    assertThat(Run.as("image", "extract", image, folder.resolve("t").toString()).status())
        .isEqualTo(65);
  }

  @Test
  void verifyFindsItIntact() {
    assertThat(Run.as("image", "verify", image).output())
        .isEqualTo("Tee und Kekse.dmg\tintact\tchecksums match\t5 entries\n");
  }

  @Test
  void licenseComesInTheLanguageAskedFor() {
    String english = Run.as("image", "license", "--language", "en", image).output();
    String german = Run.as("image", "license", "--language", "de", image).output();

    assertThat(english).isNotBlank().isNotEqualTo(german);
    assertThat(german).isNotBlank();
  }

  @Test
  void encryptedImageNeedsAPassphrase() {
    String file = encrypted().toString();
    Run none = Run.as("image", "list", file);

    assertThat(none.status()).isEqualTo(77);
    assertThat(none.errors()).contains("--passphrase-file").hasLineCount(1);
    assertThat(Run.piped("wrong\n", "image", "list", "--passphrase-stdin", file).status())
        .isEqualTo(77);
  }

  @Test
  void passphraseComesFromInputFileOrVariable() throws IOException {
    String file = encrypted().toString();
    Path secret = Files.writeString(folder.resolve("secret"), PASSPHRASE + "\n");
    Run input = Run.piped(PASSPHRASE + "\n", "image", "list", "--passphrase-stdin", file);
    Run named = Run.as("image", "list", "--passphrase-file", secret.toString(), file);
    Run variable =
        Run.with(
            new Launch("image", "", ""),
            Map.of("SECRET", PASSPHRASE),
            "list",
            "--passphrase-env=SECRET",
            file);

    assertThat(input.status()).isZero();
    assertThat(input.output()).isNotBlank().isEqualTo(named.output()).isEqualTo(variable.output());
  }
}
