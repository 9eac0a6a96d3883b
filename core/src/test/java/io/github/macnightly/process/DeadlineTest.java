package io.github.macnightly.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.exec.CommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeadlineTest {

  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir Path folder;

  private static ProcessRunner runner(Grouping grouping) {
    return new SystemProcessRunner(Duration.ofMillis(300), grouping);
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void hangingChildIsEndedAtItsDeadline(Grouping grouping) throws Exception {
    ProcessResult result =
        runner(grouping).run(Shell.request("echo begun; exec sleep 30").withDeadline(SHORT));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.ok()).isFalse();
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.output()).isEqualTo("begun\n");
    assertThat(result.duration()).isBetween(SHORT, Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void grandchildrenAreEndedToo(Grouping grouping) throws Exception {
    Path pid = folder.resolve("pid");

    ProcessResult result =
        runner(grouping)
            .run(Shell.request("sleep 30 & echo $! > \"$1\"; wait", "" + pid).withDeadline(SHORT));

    assertThat(result.timedOut()).isTrue();
    assertThat(Shell.runs(Shell.pid(pid))).isFalse();
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void orphansOfTheGroupAreEndedToo(Grouping grouping) throws Exception {
    Path pid = folder.resolve("pid");
    String orphan = "(sleep 30 & echo $! > \"$1\"); sleep 30";

    runner(grouping).run(Shell.request(orphan, "" + pid).withDeadline(SHORT));

    assertThat(Shell.runs(Shell.pid(pid))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void childAndGrandchildThatIgnoreTermAreKilled(Grouping grouping) throws Exception {
    Path pid = folder.resolve("pid");
    String stubborn =
        "trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & echo $! > \"$1\";"
            + " while :; do sleep 1; done";

    ProcessResult result =
        runner(grouping).run(Shell.request(stubborn, "" + pid).withDeadline(SHORT));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.exitCode()).isIn(137, 143); // 143: the shell of job control obeys TERM
    assertThat(Shell.runs(Shell.pid(pid))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void childMayUseTheGraceToTidyUp(Grouping grouping) throws Exception {
    Path mark = folder.resolve("tidy");
    String tidy = "trap 'sleep 0.1; echo tidy > \"$1\"; exit 0' TERM; sleep 30 & wait";
    ProcessRunner patient = new SystemProcessRunner(Duration.ofSeconds(5), grouping);

    ProcessResult result = patient.run(Shell.request(tidy, "" + mark).withDeadline(SHORT));

    assertThat(mark).hasContent("tidy");
    assertThat(result.timedOut()).isTrue();
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void groupEndsWithTheChildWhenThatIsAskedFor(Grouping grouping) throws Exception {
    Path pid = folder.resolve("pid");
    String both = "(trap '' TERM; while :; do sleep 1; done) & echo $! > \"$1\"; echo out; exit 3";

    ProcessResult result = runner(grouping).run(Shell.request(both, "" + pid).endingGroup());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEqualTo("out\n");
    assertThat(result.timedOut()).isFalse();
    assertThat(Shell.runs(Shell.pid(pid))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void backgroundProcessThatHoldsThePipeDoesNotHoldUsAndLives(Grouping grouping) throws Exception {
    Path pid = folder.resolve("pid");
    ProcessResult result =
        runner(grouping).run(Shell.request("sleep 30 & echo $! > \"$1\"; echo out", "" + pid));

    long left = Shell.pid(pid);
    assertThat(result.ok()).isTrue();
    assertThat(result.output()).isEqualTo("out\n");
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(3));
    assertThat(Shell.runs(left)).isTrue();
    ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void interruptEndsTheChildAndItsChildren() throws Exception {
    Path pid = folder.resolve("pid");
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                Shell.pid(pid);
              } catch (Exception e) {
                throw new AssertionError(e);
              } finally {
                caller.interrupt();
              }
            });
    interrupter.start();

    assertThatThrownBy(
            () ->
                runner(Grouping.best())
                    .run(Shell.request("sleep 30 & echo $! > \"$1\"; wait", "" + pid)))
        .isInstanceOf(InterruptedException.class);

    interrupter.join();
    assertThat(Shell.runs(Shell.pid(pid))).isFalse();
  }

  @Test
  void interruptBeforeTheStartLeavesNoChildBehind() throws Exception {
    Path mark = folder.resolve("mark");
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> runner(Grouping.best()).run(Shell.request("sleep 1; touch \"$1\"", "" + mark)))
        .isInstanceOf(InterruptedException.class);

    Thread.sleep(1300);
    assertThat(mark).doesNotExist();
  }

  @Test
  void endOfTheProgramEndsTheChildren() throws Exception {
    Path pid = folder.resolve("pid");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other =
        new ProcessBuilder(java, "-cp", classPath(), RunOne.class.getName(), "" + pid)
            .inheritIO()
            .start();
    long child = Shell.pid(pid);

    other.destroy();
    other.waitFor();

    assertThat(Shell.runs(child)).isFalse();
  }

  private static String classPath() {
    return Stream.of(RunOne.class, SystemProcessRunner.class, CommandLine.class)
        .map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(":"));
  }

  /** A program that waits for a child, to be ended while it does. */
  static final class RunOne {

    private RunOne() {}

    public static void main(String[] args) throws Exception {
      new SystemProcessRunner(Duration.ofMillis(300))
          .run(Shell.request("echo $$ > \"$1\"; exec sleep 30", args[0]));
    }
  }
}
