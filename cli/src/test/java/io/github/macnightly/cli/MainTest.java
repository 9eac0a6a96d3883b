package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Launch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void helpOfTheProgramNamesItsCommands() {
    Run run = Run.as("macnightly", "--help");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("Usage: macnightly", "conditions", "completion");
    assertThat(run.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update",
        "pkgupdate",
        "dmg-install",
        "pkg-install",
        "app-install",
        "conditions",
        "completion",
        "conditions facts"
      })
  void helpOfEveryCommandShowsEveryExitStatus(String command) {
    Run run = Run.as("macnightly", (command + " --help").split(" "));

    assertThat(run.status()).isZero();
    ExitStatus.helpLines()
        .forEach(
            (code, text) -> assertThat(run.output()).containsPattern("  " + code + " +" + text));
  }

  @Test
  void commandStartedByItsOwnNameHelpsUnderThatName() {
    assertThat(Run.as("conditions", "facts", "--help").output())
        .startsWith("Usage: conditions facts ");
  }

  @Test
  void commandStartedBelowTheProgramHelpsUnderBothNames() {
    assertThat(Run.as("macnightly", "conditions", "facts", "--help").output())
        .startsWith("Usage: macnightly conditions facts ");
  }

  @Test
  void mistypedCommandIsAnsweredWithTheRightOne() {
    Run run = Run.as("macnightly", "conditons");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.errors()).containsOnlyOnce("\n").contains("conditions", "macnightly --help");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void mistypedOptionIsAnsweredWithTheRightOne() {
    Run run = Run.as("conditions", "facts", "--jsn");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.errors())
        .isEqualTo(
            "conditions facts: unknown option '--jsn' (did you mean --json?);"
                + " try 'conditions facts --help'\n");
  }

  @Test
  void wordThatBeginsWithAnAtSignIsNotAFileOfWords() {
    assertThat(Run.as("conditions", "facts", "@os").errors()).contains("'@os'");
  }

  @Test
  void programWithoutACommandSaysWhichThereAre() {
    Run run = Run.as("macnightly");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.errors()).containsOnlyOnce("\n").contains("conditions, image, completion");
  }

  @Test
  void usageErrorIsAnObjectWhenJsonIsWanted() {
    Run run = Run.as("conditions", "facts", "--json", "--oops");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.errors()).startsWith("{\"error\":{").contains("\"status\":2", "--oops");
  }

  @Test
  void versionIsOneLine() {
    Run run = Run.as("conditions", "--version");

    assertThat(run.output()).startsWith("macnightly ").containsOnlyOnce("\n");
  }

  @Test
  void helpIsColouredOnATerminal() {
    Launch onTerminal = new Launch("conditions", "oe", "");

    assertThat(Run.with(onTerminal, Map.of(), "--help").output()).contains("\u001b[");
  }

  @Test
  void noColorIsHonoured() {
    Launch onTerminal = new Launch("conditions", "oe", "");

    Run run = Run.with(onTerminal, Map.of("NO_COLOR", "1"), "--help");

    assertThat(run.output()).doesNotContain("\u001b");
  }

  @Test
  void helpIsPlainOffATerminal() {
    assertThat(Run.as("conditions", "--help").output()).doesNotContain("\u001b");
  }
}
