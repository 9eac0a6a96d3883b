package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.files.LockHeldException;
import io.github.macnightly.files.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Locks are held for their scope.
final class LockTest {

  @TempDir Path work;
  private Site site;
  private Path lock;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
    lock = site.root.resolve("var/run/macnightly-update.lock");
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String parent() {
    return Long.toString(ProcessHandle.current().parent().orElseThrow().pid());
  }

  @Test
  void secondRunDoesNothingAndMailsWhoHoldsTheLock() throws Exception {
    Path mail = site.mail();
    try (RunLock held = RunLock.acquire(lock, Clock.systemUTC())) {
      assertThatThrownBy(site::run)
          .isInstanceOf(LockHeldException.class)
          .hasMessageContaining("process " + pid() + " since 20");
    }
    assertThat(site.root.resolve("common")).doesNotExist();
    assertThat(Files.readString(mail))
        .contains("Subject: macnightly on lab7: not run", "process " + pid() + " since 20");
    assertThat(site.log()).contains("not run: ");
  }

  @Test
  void pidInAStaleFileMeansNothing() throws Exception {
    Files.createDirectories(lock.getParent());
    Files.writeString(lock, pid() + " 2006-07-11T02:00:00Z update\n");

    assertThat(site.run().failed()).isFalse();
  }

  @Test
  void nowDuringTheNightlyWaitIsToldHowLongItStillTakes() throws Exception {
    site.settings.put("SPLAY", "4h");
    IOException[] failure = new IOException[1];
    site.sleeper =
        wait -> {
          try {
            site.run();
          } catch (IOException e) {
            failure[0] = e;
          }
        };

    site.nightly().run(NightlyOptions.all(false));

    assertThat(failure[0]).isInstanceOf(LockHeldException.class);
    assertThat(site.heard.notes)
        .anyMatch(n -> n.startsWith("the run that holds the lock waits until 20"));
    assertThat(lock.resolveSibling(lock.getFileName() + ".wait")).doesNotExist();
  }

  @Test
  void successorRunsUnderTheLockOfItsAncestor() throws Exception {
    Map<String, String> environment = Map.of("MACNIGHTLY_LOCK", parent());
    try (RunLock held = RunLock.acquire(lock(), Clock.systemUTC());
        Hold hold = Hold.take(lock, Clock.systemUTC(), environment)) {
      assertThat(Hold.isSuccessor(environment)).isTrue();
    }
  }

  @Test
  void strangerIsNotBelievedToBeASuccessor() throws Exception {
    try (RunLock held = RunLock.acquire(lock(), Clock.systemUTC())) {
      for (String claim : new String[] {pid(), "", "0", "999999999", "x"}) {
        assertThatThrownBy(
                () -> Hold.take(lock, Clock.systemUTC(), Map.of("MACNIGHTLY_LOCK", claim)))
            .isInstanceOf(LockHeldException.class);
      }
    }
  }

  @Test
  void scriptsAreNotTakenForSuccessors() throws Exception {
    site.environment.put("MACNIGHTLY_LOCK", parent());
    site.script("update.prescript", "echo \"lock=$MACNIGHTLY_LOCK.\"");

    assertThat(Site.step(site.run(), StepName.PRESCRIPT).output()).isEqualTo("lock=.\n");
  }

  @Test
  void lockIsFreeAfterARun() throws Exception {
    site.run();

    RunLock.acquire(lock, Clock.systemUTC()).close();
  }

  private Path lock() throws IOException {
    Files.createDirectories(lock.getParent());
    return lock;
  }
}
