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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code image} where an image, a path or a target is not as one would wish. */
class ImageEdgesTest {

  @TempDir Path folder;

  private static byte[] volume() throws IOException {
    Tree tree =
        Tree.create()
            .file("Icon\r", "icon")
            .file("a/b", "bee")
            .file("literal\\u000d", "literal")
            .symlink("link", "a/b");
    return HfsPlusBuilder.of(tree).name("Tea").toBytes();
  }

  private String raw(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("raw.img"), bytes).toString();
  }

  private String udif(byte[] bytes) throws IOException {
    Path image = folder.resolve("Tea.dmg");
    UdifWriter.create().licenses(License.samples()).write(bytes, image);
    return image.toString();
  }

  private static byte[] exFat() {
    byte[] disk = new byte[1 << 20];
    System.arraycopy("EXFAT   ".getBytes(StandardCharsets.US_ASCII), 0, disk, 3, 8);
    return disk;
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "list", "verify", "extract", "cat"})
  void imageThatIsCutOffIsDamaged(String command) throws IOException {
    byte[] whole = volume();
    String cut = raw(Arrays.copyOf(whole, whole.length - 4096));
    String more = folder.resolve("out").toString();
    boolean alone = !command.equals("extract") && !command.equals("cat");
    Run run = alone ? Run.as("image", command, cut) : Run.as("image", command, cut, more);

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains("is cut off").hasLineCount(1);
  }

  @Test
  void copyOfTheHeaderIsUsedAndTold() throws IOException {
    byte[] damaged = volume();
    Arrays.fill(damaged, 1024, 1536, (byte) 0);
    String image = raw(damaged);
    String warning = "primary volume header is damaged, its copy is used";

    assertThat(Run.as("image", "info", image).output()).contains("warning\t" + warning + "\n");
    assertThat(Run.as("image", "info", "--json", image).output()).contains(warning);
    assertThat(Run.as("image", "verify", image).errors()).isEqualTo("raw.img: " + warning + "\n");
    Run extract = Run.as("image", "extract", "-q", image, folder.resolve("out").toString());
    assertThat(extract.errors()).isEqualTo("raw.img: " + warning + "\n");
    assertThat(extract.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "verify", "extract", "cat"})
  void fileSystemThatIsNotReadIsRefusedByName(String command) throws IOException {
    String image = udif(exFat());
    boolean alone = !command.equals("extract") && !command.equals("cat");
    Run run =
        alone
            ? Run.as("image", command, image)
            : Run.as("image", command, image, folder.resolve("out").toString());

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors()).contains("exFAT").hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void nameIsTakenAsItIsPrintedAndAsItIs() throws IOException {
    String image = raw(volume());

    assertThat(Run.as("image", "list", image).output()).contains("Icon\\u000d\n");
    assertThat(Run.as("image", "cat", image, "Icon\\u000d").output()).isEqualTo("icon");
    assertThat(Run.as("image", "cat", image, "Icon\r").output()).isEqualTo("icon");
    assertThat(Run.as("image", "cat", image, "literal\\u000d").output()).isEqualTo("literal");
    assertThat(Run.as("image", "list", image, "Icon\\u000d").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./a/b", "a/../a/b", "/a//b", "a/./b", "../a/b", "x/../a/b"})
  void dotsInAPathLeadWhereTheyLeadElsewhere(String path) throws IOException {
    assertThat(Run.as("image", "cat", raw(volume()), path).output()).isEqualTo("bee");
  }

  @Test
  void catGoesOnBehindWhatIsNoFile() throws IOException {
    Run run = Run.as("image", "cat", raw(volume()), "no", "a/b", "a", "link", "", "a/b");

    assertThat(run.status()).isEqualTo(66);
    assertThat(run.output()).isEqualTo("beebee");
    assertThat(run.errors())
        .hasLineCount(4)
        .contains("no: is not in the image")
        .contains("a: is no file")
        .contains("link: is a symbolic link to 'a/b'");
  }

  @Test
  void targetIsMadeWithTheDirectoriesAboveIt() throws IOException {
    String image = raw(volume());
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("empty")));

    assertThat(Run.as("image", "extract", image, folder.resolve("x/y/z").toString()).status())
        .isZero();
    assertThat(folder.resolve("x/y/z/a/b")).hasContent("bee");
    assertThat(Run.as("image", "extract", image, link.toString()).status()).isZero();
    assertThat(folder.resolve("empty/a/b")).hasContent("bee");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/nothing/here", "/dev/null/x"})
  void targetThatCannotBeMadeIsTold(String target) throws IOException {
    Run run = Run.as("image", "extract", raw(volume()), target);

    assertThat(run.status()).isEqualTo(73);
    assertThat(run.errors()).contains(target + " cannot be made").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"LANG, de_DE.UTF-8", "LC_MESSAGES, de", "LC_ALL, de_CH@euro"})
  void licenceIsInTheLanguageOfTheEnvironment(String variable, String value) throws IOException {
    String image = udif(volume());
    String german = Run.as("image", "license", "--language=de", image).output();
    Map<String, String> environment = new HashMap<>(Map.of("LANG", "en_US.UTF-8"));
    environment.put(variable, value);

    assertThat(german).isNotBlank();
    assertThat(Run.as("image", "license", "--language=de_DE", image).output()).isEqualTo(german);
    assertThat(Run.with(new Launch("image", "", ""), environment, "license", image).output())
        .isEqualTo(german);
    assertThat(
            Run.with(new Launch("dmg-install", "", ""), environment, "--show-license", image)
                .output())
        .contains(german);
  }

  @Test
  void languageThatTheImageLacksIsTold() throws IOException {
    String image = udif(volume());
    Run lacking = Run.as("image", "license", "--language=sw", image);
    Run nonsense = Run.as("image", "license", "--language=!!", image);

    assertThat(lacking.status()).isZero();
    assertThat(lacking.output()).isNotBlank();
    assertThat(lacking.errors()).contains("no licence in 'sw', but in ").hasLineCount(1);
    assertThat(Run.as("image", "license", "--language=de", image).errors()).isEmpty();
    assertThat(nonsense.status()).isEqualTo(2);
    assertThat(nonsense.errors()).contains("'!!' is no language").hasLineCount(1);
  }

  @Test
  void verifyReadsFilesThatNoChecksumSpeaksFor() throws IOException {
    Path stored = Shared.fixture("dmg/newtua-apfs_content.img").orElse(null);
    assumeTrue(stored != null, "../shared/fixtures is absent");
    byte[] whole = Files.readAllBytes(stored);

    assertThat(Run.as("image", "verify", stored.toString()).status()).isZero();
    assertThat(Run.as("image", "verify", stored.toString()).errors()).contains("is cut off");
    Run cut = Run.as("image", "verify", raw(Arrays.copyOf(whole, whole.length * 3 / 4)));
    assertThat(cut.status()).isEqualTo(65);
  }
}
