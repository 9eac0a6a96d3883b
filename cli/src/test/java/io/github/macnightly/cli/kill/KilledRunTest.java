package io.github.macnightly.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

  private static final int PACKAGES = Integer.getInteger("macnightly.kills", 10);
  private static final int NIGHTS = Math.max(5, PACKAGES / 5);

  @TempDir Path folder;

  @Test
  void packageUpdateKilledAtAnyMomentLeavesOldOrNewAndHeals(TestReporter reporter)
      throws Exception {
    kill(Scene.ofPackages(folder), PACKAGES, reporter);
  }

  @Test
  void nightKilledAtAnyMomentLeavesOldOrNewAndHeals(TestReporter reporter) throws Exception {
    kill(Scene.ofNight(folder), NIGHTS, reporter);
  }

  private void kill(Scene scene, int number, TestReporter reporter) throws Exception {
    Kills kills = new Kills(scene, folder.resolve("reference/root")).kill(number);

    reporter.publishEntry("kills", kills.toString());
    assertThat(kills.violations()).as(kills.toString()).isEmpty();
    assertThat(kills.hits()).as(kills.toString()).isGreaterThanOrEqualTo(number * 8 / 10);
  }
}
