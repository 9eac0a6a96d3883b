package io.github.macnightly.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package whose installation is killed while its script behind the payload runs. */
class KilledScriptTest {

  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private Program program(Path root, String... words) {
    return new Program(root, folder, List.of(words));
  }

  private Path pkg(String version, String script) throws Exception {
    Path file = Files.createDirectories(folder.resolve(version)).resolve("Tool.pkg");
    Tree payload = Tree.create().file("t/tool", version).file("t/only " + version, "x");
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("org.example.t")
            .version(version)
            .installLocation("/opt")
            .script("postinstall", "#!/bin/sh\n" + script + "\n");
    FlatPackageBuilder.component(spec, file);
    return file;
  }

  private static Map<String, String> installed(Path root) throws Exception {
    return Tree.digest(root.resolve("opt"));
  }

  @Test
  void nextRunPutsTheOldVersionBackAndTheOneAfterInstalls() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    String first = pkg("1", "exit 0").toString();
    assertThat(program(root, "pkg-install", "--run-scripts", first).run().status()).isZero();
    Map<String, String> old = installed(root);
    Path mark = folder.resolve("mark");
    Path go = folder.resolve("go");
    // It ends by itself when it is left behind, and then finds its folder gone.
    String wait = "touch '" + mark + "'; i=0; while [ ! -e '" + go + "' ] && [ $i -lt 60 ];";
    String second = pkg("2", wait + " do sleep 1; i=$((i+1)); done").toString();

    Process process = program(root, "pkg-install", "--run-scripts", second).start();
    for (int i = 0; i < PATIENCE_SECONDS * 20 && !Files.exists(mark); i++) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(mark).exists();
    process.destroyForcibly().waitFor();
    assertThat(root.resolve("opt/t/tool")).hasContent("2");
    Files.createFile(go);

    Program.Ended next = program(root, "pkg-install", "--run-scripts", first).run();

    assertThat(next.status()).as(next.toString()).isZero();
    assertThat(next.output()).contains("unchanged");
    assertThat(installed(root)).isEqualTo(old);
    Program.Ended again = program(root, "pkg-install", "--run-scripts", second).run();
    assertThat(again.status()).as(again.toString()).isZero();
    assertThat(root.resolve("opt/t/tool")).hasContent("2");
    assertThat(root.resolve("opt/t/only 1")).doesNotExist();
  }
}
