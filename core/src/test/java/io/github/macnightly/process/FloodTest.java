package io.github.macnightly.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FloodTest {

  private final ProcessRunner runner = new SystemProcessRunner(Duration.ofMillis(300));

  @Test
  void floodOfAGigabyteIsCutAndTheChildEnds() throws Exception {
    ProcessResult result =
        runner.run(
            Shell.request("head -c 1073741824 /dev/zero; echo end >&2").withOutputLimit(1000));

    assertThat(result.ok()).isTrue();
    assertThat(result.output()).hasSize(1000);
    assertThat(result.errors()).isEqualTo("end\n");
    assertThat(result.truncated()).isTrue();
  }

  @Test
  void floodOfBothStreamsWithoutEndStopsAtTheDeadline() throws Exception {
    ProcessResult result =
        runner.run(
            Shell.request("yes >&2 & yes")
                .withOutputLimit(4096)
                .withDeadline(Duration.ofMillis(500)));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.truncated()).isTrue();
    assertThat(result.output().length() + result.errors().length()).isEqualTo(8192);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 7})
  void limitIsExact(int limit) throws Exception {
    ProcessResult result = runner.run(Shell.request("printf 123456").withOutputLimit(limit));

    assertThat(result.output()).isEqualTo("123456".substring(0, Math.min(6, limit)));
    assertThat(result.truncated()).isEqualTo(limit < 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "exec <&-; sleep 0.1; exit 3", "head -c 1 >/dev/null; exit 3"})
  void childThatDoesNotReadItsInputHoldsNobody(String script) throws Exception {
    ProcessResult result = runner.run(Shell.request(script).withInput(new byte[10 << 20]));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void backgroundProcessThatHoldsTheInputHoldsNobody() throws Exception {
    ProcessResult result =
        runner.run(
            Shell.request("sleep 4 <&0 >/dev/null 2>&1 & echo ok").withInput(new byte[10 << 20]));

    assertThat(result.output()).isEqualTo("ok\n");
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void hungChildThatDoesNotReadItsInputIsEnded() throws Exception {
    ProcessResult result =
        runner.run(
            Shell.request("exec sleep 30")
                .withInput(new byte[10 << 20])
                .withDeadline(Duration.ofMillis(300)));

    assertThat(result.timedOut()).isTrue();
  }
}
