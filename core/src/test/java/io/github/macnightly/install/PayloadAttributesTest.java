package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.AppleDouble;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Extended attributes that a payload holds in AppleDouble files, as they are on the disk in the
 * end; getfattr reads them.
 */
class PayloadAttributesTest extends StagedTest {

  private static final String QUARANTINE = "com.apple.quarantine";
  private static final byte[] VALUE = {0, 1, (byte) 0xff, '"', '\n', 7};

  private Outcome install(Tree payload) throws Exception {
    Path file = stage.items.resolve("attributes.pkg");
    PackageSpec spec =
        PackageSpec.of(AppleDouble.expand(payload))
            .identifier("org.example.x")
            .version("1")
            .installLocation("/opt");
    FlatPackageBuilder.component(spec, file);
    return stage.install(file);
  }

  private void assumeAttributes() throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && run("getfattr", "--version") != null,
        "needs Linux and getfattr");
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(stage.root, UserDefinedFileAttributeView.class);
    boolean holds = Files.getFileStore(stage.root).supportsFileAttributeView(view.name());
    assumeTrue(holds, "the file system of " + stage.root + " holds no user attributes");
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : null;
    } catch (IOException noSuchProgram) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what getfattr says of an attribute of an installed object, in hexadecimal. */
  private String value(String path, String name) {
    String file = stage.root.resolve(path).toString();
    String all = run("getfattr", "-e", "hex", "-n", "user." + name, "--absolute-names", file);
    assertThat(all).as(path).isNotNull();
    return all.lines().filter(line -> line.contains("=")).findFirst().orElseThrow();
  }

  private static String wanted(String name, byte[] value) {
    return "user." + name + "=0x" + HexFormat.of().formatHex(value);
  }

  @Test
  void attributesOfFilesAndDirectoriesAreOnTheDiskWithTheirValues() throws Exception {
    assumeAttributes();
    byte[] signature = new byte[3000];
    signature[2999] = 9;
    Tree payload =
        Tree.create()
            .file("d/tool", "#!/bin/sh\n", 0755)
            .xattr("d/tool", QUARANTINE, VALUE)
            .xattr("d/tool", "com.apple.cs.CodeSignature", signature)
            .file("read-only", "x", 0444)
            .xattr("read-only", QUARANTINE, VALUE)
            .xattr("d", "com.example.ü", VALUE);

    Outcome outcome = install(payload);

    assertThat(value("opt/d/tool", QUARANTINE)).isEqualTo(wanted(QUARANTINE, VALUE));
    assertThat(value("opt/d/tool", "com.apple.cs.CodeSignature"))
        .isEqualTo(wanted("com.apple.cs.CodeSignature", signature));
    assertThat(value("opt/read-only", QUARANTINE)).isEqualTo(wanted(QUARANTINE, VALUE));
    assertThat(value("opt/d", "com.example.ü")).isEqualTo(wanted("com.example.ü", VALUE));
    assertThat(stage.root.resolve("opt/d/tool")).hasContent("#!/bin/sh");
    assertThat(stage.added().keySet()).noneMatch(path -> path.contains("._"));
    assertThat(outcome.notes()).noneMatch(note -> note.contains("could not hold"));
  }

  @Test
  void attributesThatTheTargetCannotHoldAreCountedAndLeaveNoFile() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "a Mac holds all of these");
    Tree payload =
        Tree.create()
            .file("big", "x")
            .xattr("big", "com.example.big", new byte[70_000])
            .symlink("link", "big")
            .xattr("link", QUARANTINE, VALUE);

    Outcome outcome = install(payload);

    assertThat(outcome.notes()).contains("the target could not hold 2 x extended attribute");
    assertThat(stage.root.resolve("opt/big")).hasContent("x");
    assertThat(stage.added().keySet()).noneMatch(path -> path.contains("._"));
  }
}
