package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.ScriptFailedException;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A package with a script that runs after its payload: the process dies at each change of the disk,
 * or while the script runs. What the script has not ended well is never installed.
 */
class ScriptCrashTest {

  private static final String NAME = "Tool";
  private static final Origin ORIGIN = new Origin(NAME, "a".repeat(32), null, "x");
  private static final InstallOptions OPTIONS =
      new InstallOptions(Engine.AUTOMATIC, true, false, Duration.ofSeconds(30));

  @TempDir(factory = MemoryDirectory.class)
  private Path temp;

  private int roots;

  /** As what the next package is installed. */
  private Origin origin = ORIGIN;

  /** How the script of version 2 ends. */
  private enum Script {
    GOOD("exit 0"),
    FAILING("echo no >&2; exit 3"),
    /** It has replaced a file of the payload and one that went, as scripts do with sed -i. */
    MEDDLING(
        "echo new > \"$3/opt/t/x\"; mv \"$3/opt/t/x\" \"$3/opt/t/tool\";"
            + " echo y > \"$3/opt/t/y\"; mv \"$3/opt/t/y\" \"$3/opt/t/only in 2\";"
            + " echo z > \"$3/opt/t/only in 1\"; exit 3");

    private final String text;

    Script(String text) {
      this.text = text;
    }
  }

  private Path pkg(boolean flat, String version, String script) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("items/" + version));
    Tree tree = Tree.create().file("t/tool", version).file("t/only in " + version, "x");
    PackageSpec spec =
        PackageSpec.of(tree)
            .identifier("org.example.t")
            .version(version)
            .installLocation("/opt")
            .script("postinstall", "#!/bin/sh\n" + script + "\n")
            .script("postupgrade", "#!/bin/sh\n" + script + "\n");
    Path file = folder.resolve("Tool.pkg");
    if (flat) {
      FlatPackageBuilder.component(spec, file);
    } else {
      BundlePackageBuilder.bundle("Tool.pkg", spec).writeTo(folder);
    }
    return file;
  }

  private Path template(boolean flat) throws Exception {
    Path root = Files.createDirectories(temp.resolve("template"));
    InstallContext context = InstalledTree.context(root, FaultyDisk.without(true));
    new Installer(context, OPTIONS).install(pkg(flat, "1", "exit 0"), ORIGIN);
    context.state().close();
    return root;
  }

  /** Of the changes while everything is staged some are enough. */
  private static int next(int n) {
    return n < 20 ? n + 6 : n + 1;
  }

  private Path fresh(Path template) throws IOException {
    return InstalledTree.copy(template, temp.resolve("root" + ++roots));
  }

  /** Installs; tells whether the process died. */
  private boolean dies(Path root, Path pkg, InstallOptions options, FaultyDisk disk)
      throws Exception {
    InstallContext context = InstalledTree.context(root, disk);
    try {
      new Installer(context, options).install(pkg, origin);
      return disk.struck();
    } catch (FaultyDisk.Died e) {
      return true;
    } catch (ScriptFailedException e) {
      return disk.struck();
    } finally {
      context.state().close();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, GOOD, Tool", "false, MEDDLING, Tool", "true, GOOD, Later.pkg"})
  void isOldOrNewAfterDeathAtAnyChange(boolean flat, Script script, String name) throws Exception {
    Path template = template(flat);
    origin = new Origin(name, "b".repeat(32), null, "x");
    Path pkg = pkg(flat, "2", script.text);
    Map<String, String> old = InstalledTree.look(template);
    Path reference = fresh(template);
    dies(reference, pkg, OPTIONS, FaultyDisk.without(true));
    Map<String, String> wanted = InstalledTree.look(reference);
    assertThat(wanted.equals(old)).isEqualTo(script != Script.GOOD);
    List<Boolean> finished = new ArrayList<>();
    for (int n = 1; ; n = next(n)) {
      Path root = fresh(template);
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, n % 2 == 0, true);
      if (!dies(root, pkg, OPTIONS, disk)) {
        break;
      }
      InstalledTree.recover(root);
      Map<String, String> now = InstalledTree.look(root);
      assertThat(now).as("death at change %d", n).isIn(old, wanted);
      finished.add(now.equals(wanted));
    }
    assertThat(finished).hasSizeGreaterThan(20).contains(true);
    assertThat(finished.contains(false)).isEqualTo(script == Script.GOOD);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failedScriptNeverCountsAsInstalledAlsoWhenItsPayloadIsKept(boolean flat) throws Exception {
    Path template = template(flat);
    Path pkg = pkg(flat, "2", Script.FAILING.text);
    Map<String, String> old = InstalledTree.look(template);
    InstallOptions keeping = OPTIONS.keepingFailed(true);
    int kept = 0;
    for (int n = 1; ; n = next(n)) {
      Path root = fresh(template);
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, n % 2 == 0, true);
      boolean died = dies(root, pkg, keeping, disk);
      InstalledTree.recover(root);
      if (!InstalledTree.look(root).equals(old)) {
        kept++;
        assertThat(root.resolve("opt/t/tool")).as("death at change %d", n).hasContent("2");
        assertThat(root.resolve("opt/t/only in 1")).doesNotExist();
        requireNotInstalled(root, pkg);
      }
      if (!died) {
        break;
      }
    }
    assertThat(kept).isGreaterThan(2);
  }

  private static void requireNotInstalled(Path root, Path pkg) throws Exception {
    InstallContext context = InstalledTree.context(root, FaultyDisk.without(true));
    try (State state = context.state()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.owners("/opt/t/tool")).containsExactly(NAME);
      Outcome planned = new Installer(context, OPTIONS).plan(pkg, ORIGIN);
      assertThat(planned.status()).isEqualTo(Outcome.Status.INSTALLED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deathWhileTheScriptRunsLeavesTheOldVersion(boolean keepFailed) throws Exception {
    Path template = template(true);
    Path pkg = pkg(true, "2", "exit 0");
    Map<String, String> old = InstalledTree.look(template);
    Path root = fresh(template);
    ProcessRunner runner = new SystemProcessRunner();
    ProcessRunner mortal =
        request -> {
          if (request.command().stream().anyMatch(word -> word.endsWith("/postinstall"))) {
            throw new FaultyDisk.Died(0);
          }
          return runner.run(request);
        };
    InstallContext context = InstalledTree.context(root, FaultyDisk.without(true), mortal);
    Installer installer = new Installer(context, OPTIONS.keepingFailed(keepFailed));
    try {
      installer.install(pkg, ORIGIN);
    } catch (FaultyDisk.Died e) {
      assertThat(root.resolve("opt/t/tool")).hasContent("2");
    }
    context.state().close();

    InstalledTree.recover(root);

    assertThat(InstalledTree.look(root)).isEqualTo(old);
  }

  @Test
  void goodScriptCountsAsInstalledAlsoWhenFailedOnesWouldBeKept() throws Exception {
    Path root = fresh(template(true));
    dies(root, pkg(true, "2", "exit 0"), OPTIONS.keepingFailed(true), FaultyDisk.without(true));
    InstallContext context = InstalledTree.context(root, FaultyDisk.without(true));
    try (State state = context.state()) {
      assertThat(state.sums()).containsEntry(NAME, "a".repeat(32));
      assertThat(context.receipts().read(NAME).orElseThrow().md5()).isEqualTo("a".repeat(32));
    }
  }
}
