package io.github.macnightly.nightly;

import static io.github.macnightly.nightly.Site.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.files.RunLock;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterruptionTest {

  @TempDir Path work;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private void interruptWhenThereIs(Path sign) {
    Thread worker = Thread.currentThread();
    Thread watcher =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 400 && !Files.exists(sign); i++) {
                  Thread.sleep(25);
                }
                worker.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    watcher.setDaemon(true);
    watcher.start();
  }

  @Test
  void interruptEndsTheChildFreesTheLockAndIsInTheReport() throws Exception {
    Path sign = work.resolve("pid");
    site.script(
        "update.prescript",
        "echo $$ > '" + sign + ".new'; mv '" + sign + ".new' '" + sign + "'; sleep 600");
    Path mail = site.mail();
    interruptWhenThereIs(sign);

    NightlyReport report = site.run();

    assertThat(report.interrupted()).isTrue();
    assertThat(report.failed()).isTrue();
    assertThat(step(report, StepName.PRESCRIPT).reason()).isEqualTo("interrupted");
    assertThat(step(report, StepName.POSTSCRIPT).reason()).isEqualTo("the run was interrupted");
    assertThat(report.text()).startsWith("macnightly on lab7: interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    long pid = Long.parseLong(Files.readString(sign).strip());
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    RunLock.acquire(site.root.resolve("var/run/macnightly-update.lock"), Clock.systemUTC()).close();
    assertThat(site.state().runs(1).get(0).status()).isEqualTo(130);
    assertThat(mail).doesNotExist();
  }

  @Test
  void interruptDuringTheWaitDoesNothing() throws Exception {
    site.sleeper =
        wait -> {
          throw new InterruptedException();
        };

    assertThatThrownBy(() -> site.nightly().run(NightlyOptions.all(false)))
        .isInstanceOf(InterruptedException.class);

    assertThat(site.root.resolve("x.conf")).doesNotExist();
    Path lock = site.root.resolve("var/run/macnightly-update.lock");
    assertThat(lock.resolveSibling(lock.getFileName() + ".wait")).doesNotExist();
    RunLock.acquire(lock, Clock.systemUTC()).close();
  }

  @Test
  void flagsOfTheTreesAreLiftedAndRestoredAroundARsyncThatFails() throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    SystemProcessRunner real = new SystemProcessRunner();
    site.runner =
        request -> {
          String program = request.command().get(0);
          if (program.equals("chflags")) {
            calls.add(request.command().get(2) + " " + request.command().get(3));
            return new ProcessResult(0, "", "", false, false, Duration.ZERO);
          }
          return real.run(request);
        };
    site.host = TestHost.mac();
    Files.createDirectories(site.root.resolve("common/manager"));
    site.settings.put("SYNCURL", "rsync://127.0.0.1:1/update-1");

    site.run();

    String common = site.root.resolve("common").toString();
    assertThat(calls)
        .containsExactly(
            "nouchg " + common + "/manager",
            "uchg " + common + "/manager",
            "nouchg " + common,
            "uchg " + common);
  }

  @Test
  void portableMachineWithoutFlagsSaysWhy() throws Exception {
    StepResult common = step(site.run(), StepName.COMMON);

    assertThat(common.output()).contains("immutable flags: not used, only root can set them here");
    assertThat(site.host.find("chattr")).isEqualTo(Optional.empty());
  }
}
