package io.github.macnightly.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlineTest {

  @TempDir Path root;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(root);
    site.with(site.settings().withDeadline(Duration.ofMillis(500)));
  }

  private static long pid(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }

  @Test
  void familyThatIgnoresTermIsKilledAndTheOthersRun() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofMillis(1500)));
    Path child = root.resolve("child");
    Path grandchild = root.resolve("grandchild");
    site.sh(
        "1 hangs",
        "trap '' TERM",
        Site.plist("lost", "yes"),
        "sh -c 'trap \"\" TERM; sh -c \"trap \\\"\\\" TERM; echo \\$\\$ > \\\""
            + grandchild
            + "\\\"; while :; do sleep 1; done\" & echo $$ > \""
            + child
            + "\"; while :; do sleep 1; done' &",
        "echo waiting >&2; wait; while :; do sleep 1; done");
    site.sh("2", "# macnightly-deadline: 20", "echo b=2");

    ScriptAnswers answers = site.run();

    ScriptReport late = answers.scripts().get(0);
    assertThat(late.status()).isEqualTo(ScriptStatus.TIMED_OUT);
    assertThat(late.status().label()).isEqualTo("timed out");
    assertThat(late.messages()).hasSize(1).allMatch(m -> m.contains("deadline"));
    assertThat(late.errors()).isEqualTo("waiting\n");
    assertThat(late.duration()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(10));
    assertThat(Site.values(answers)).containsOnlyKeys("b");
    assertThat(isGone(pid(child))).isTrue();
    assertThat(isGone(pid(grandchild))).isTrue();
  }

  /** A killed process may be a zombie for as long as its new parent does not ask for it. */
  private static boolean isGone(long pid) throws Exception {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + pid).start();
    String state = new String(ps.getInputStream().readAllBytes()).strip();
    return state.isEmpty() || state.startsWith("Z");
  }

  @Test
  void scriptMayAskForMoreTime() throws Exception {
    site.sh("patient", "# macnightly-deadline: 20", "sleep 0.8; echo a=1");

    assertThat(site.runOne().keys()).containsOnlyKeys("a");
  }

  @Test
  void scriptMayAskForLessTime() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofMinutes(5)));
    site.sh("hasty", "# macnightly-deadline:1", "exec sleep 30");

    ScriptReport report = site.runOne();

    assertThat(report.status()).isEqualTo(ScriptStatus.TIMED_OUT);
    assertThat(report.messages().get(0)).endsWith("was ended after 1 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "5m", "86401", "99999999999999999999", ""})
  void deadlineThatIsNoneIsSaidAndTheUsualOneCounts(String text) throws Exception {
    site.with(site.settings().withDeadline(Duration.ofSeconds(20)));
    site.sh("odd", "# macnightly-deadline: " + text, "echo a=1");

    ScriptReport report = site.runOne();

    assertThat(report.keys()).containsOnlyKeys("a");
    assertThat(report.messages())
        .hasSize(1)
        .allMatch(m -> m.contains("wanted are 1 to 86400 seconds"));
  }

  @Test
  void sixtySecondsIsTheUsualDeadline() {
    assertThat(ScriptSettings.under(root).deadline()).isEqualTo(Duration.ofSeconds(60));
    assertThatThrownBy(() -> ScriptSettings.under(root).withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hundredMegabytesOfOutputAreNoAnswer() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofSeconds(60)));
    site.sh("flood", "head -c 104857600 /dev/zero; head -c 104857600 /dev/zero >&2");
    site.sh("good", "echo a=1");

    ScriptAnswers answers = site.run();

    ScriptReport flood = answers.scripts().get(0);
    assertThat(flood.status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(flood.messages().get(0)).contains("over the limit of 1048576");
    assertThat(flood.errors()).hasSize(4096);
    assertThat(Site.values(answers)).containsOnlyKeys("a");
  }

  @Test
  void floodBesideAFileIsTalk() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofSeconds(60)));
    site.sh("flood", Site.plist("a", "1"), "head -c 2000000 /dev/zero");

    assertThat(site.runOne().keys()).containsOnlyKeys("a");
  }

  @Test
  void floodOfErrorsAloneDoesNoHarm() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofSeconds(60)));
    site.sh("flood", "head -c 2000000 /dev/zero >&2; echo a=1");

    assertThat(site.runOne().keys()).containsOnlyKeys("a");
  }

  @Test
  void backgroundProcessThatHoldsThePipesHoldsNobody() throws Exception {
    Path pid = root.resolve("pid");
    site.with(site.settings().withDeadline(Duration.ofSeconds(20)));
    site.sh("daemon", "sleep 30 & echo $! > '" + pid + "'; echo a=1");

    ScriptReport report = site.runOne();

    ProcessHandle.of(pid(pid)).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(report.keys()).containsOnlyKeys("a");
    assertThat(report.duration()).isLessThan(Duration.ofSeconds(5));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void interruptEndsTheScriptAndClearsItsFile() throws Exception {
    site.with(site.settings().withDeadline(Duration.ofSeconds(20)));
    site.sh("slow", Site.plist("a", "1"), "sleep 15");
    Thread caller = Thread.currentThread();
    Path answer = site.managed.resolve("ConditionalItems.plist");
    Thread interrupter =
        new Thread(
            () -> {
              while (!Files.exists(answer)) {
                pause();
              }
              caller.interrupt();
            });
    interrupter.start();

    assertThatThrownBy(site::run).isInstanceOf(InterruptedException.class);

    interrupter.join();
    assertThat(answer).doesNotExist();
  }
}
