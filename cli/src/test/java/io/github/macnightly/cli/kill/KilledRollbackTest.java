package io.github.macnightly.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The way back of an item, killed at moments spread over the second half of its run. */
class KilledRollbackTest {

  private static final int KILLS = Math.max(4, Integer.getInteger("macnightly.kills", 10) / 2);
  private static final String ITEM = "Tea.app.tar.gz";

  @TempDir Path folder;

  private Program program(Path root, String... words) {
    return new Program(root, folder, List.of(words));
  }

  private Program back(Path root) {
    return program(root, "pkgupdate", "--rollback", ITEM);
  }

  private void install(Path root, String version) throws Exception {
    Path archive = Files.createDirectories(folder.resolve(version)).resolve(ITEM);
    Archives.tarGz(Apps.bundle("Tea", "org.example.tea", version), archive);
    Program.Ended run = program(root, "app-install", archive.toString()).run();
    assertThat(run.status()).as(run.toString()).isZero();
  }

  private Path copy(Path template, String name) throws Exception {
    Path root = folder.resolve(name);
    Tool.run("cp", "-a", template.toString(), root.toString());
    return root;
  }

  private static Map<String, String> bundle(Path root) throws Exception {
    return Tree.digest(root.resolve("Applications/Tea.app"));
  }

  @Test
  void killedAtAnyMomentLeavesOldOrNewAndTheNextRunEndsIt(TestReporter reporter) throws Exception {
    Path template = Files.createDirectories(folder.resolve("template"));
    install(template, "1");
    Map<String, String> old = bundle(template);
    install(template, "2");
    Map<String, String> fresh = bundle(template);
    long began = System.nanoTime();
    assertThat(back(copy(template, "reference")).run().status()).isZero();
    long millis = (System.nanoTime() - began) / 1_000_000;
    int hits = 0;
    int back = 0;
    for (int i = 0; i < KILLS; i++) {
      Path root = copy(template, "kill " + i);
      Process process = back(root).start();
      boolean ended =
          process.waitFor(millis / 2 + millis * i / (2L * KILLS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      hits += ended ? 0 : 1;
      assertThat(bundle(root)).as("kill %d", i).isIn(old, fresh);
      back += bundle(root).equals(old) ? 1 : 0;

      Program.Ended next = back(root).run();

      // Of what the killed run or its recovery had done already there is no version before.
      assertThat(next.status()).as(next.toString()).isIn(0, 66);
      assertThat(bundle(root)).as("after kill %d", i).isEqualTo(old);
      assertThat(program(root, "pkgupdate", "--list-installed").run().output())
          .startsWith(ITEM + "\tapp\t1\t");
    }
    reporter.publishEntry("kills", KILLS + ", hits " + hits + ", back at once " + back);
    assertThat(hits).isPositive();
  }
}
