package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // A lock is used by being held.
final class RunLockTest {

  @TempDir private Path temp;

  /** Runs in a process of its own: takes the lock, says so, and holds it until it is killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (RunLock lock = RunLock.acquire(Path.of(args[0]), Clock.systemUTC())) {
        Files.createFile(Path.of(args[1]));
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void isTakenOncePerProcessAndGivenBack() throws IOException {
    Path file = temp.resolve("var/run/update.lock");
    try (RunLock lock = RunLock.acquire(file, Scenario.CLOCK)) {
      assertThatThrownBy(() -> RunLock.acquire(file, Scenario.CLOCK))
          .isInstanceOf(LockHeldException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("since 2026-11-20T03:04:05Z");
    }
    RunLock.acquire(file, Scenario.CLOCK).close();
    assertThat(file).exists();
  }

  @Test
  void ignoresWhatADeadHolderWroteIntoTheFile() throws IOException {
    Path file = Files.writeString(temp.resolve("lock"), "1 2006-01-01T00:00:00Z update\n");
    RunLock.acquire(file, Scenario.CLOCK).close();
    assertThat(file).content().startsWith(ProcessHandle.current().pid() + " 2026-11-20T03:04:05Z");
  }

  @Test
  void isHeldByAnotherProcessUntilThatIsKilled() throws Exception {
    Path file = temp.resolve("lock");
    Path ready = temp.resolve("ready");
    Process holder = start(file, ready);
    try {
      while (!Files.exists(ready) && holder.isAlive()) {
        Thread.sleep(20);
      }
      assertThatThrownBy(() -> RunLock.acquire(file, Scenario.CLOCK))
          .isInstanceOf(LockHeldException.class)
          .hasMessageContaining("process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    RunLock.acquire(file, Scenario.CLOCK).close();
  }

  private static Process start(Path file, Path ready) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path") + ":" + classes(),
            Holder.class.getName(),
            file.toString(),
            ready.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Returns where our classes are, also under a launcher that has a class loader of its own. */
  private static String classes() {
    return place(RunLock.class) + ":" + place(RunLockTest.class);
  }

  private static String place(Class<?> c) {
    return c.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  @Test
  void followsNoLinkThatStandsInForTheFile() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "precious");
    Path file = Files.createSymbolicLink(temp.resolve("lock"), victim);
    assertThatThrownBy(() -> RunLock.acquire(file, Scenario.CLOCK)).isInstanceOf(IOException.class);
    assertThat(victim).hasContent("precious");
  }
}
