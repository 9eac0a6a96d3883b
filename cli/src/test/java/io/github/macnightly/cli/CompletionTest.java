package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

  @TempDir Path folder;

  @Test
  void bashCompletesTheCommandsOfTheProgram() throws Exception {
    assertThat(completed("macnightly", "cond")).isEqualTo("conditions");
  }

  @Test
  void bashCompletesTheOptionsOfACommandStartedByItself() throws Exception {
    assertThat(completed("conditions facts", "--js")).isEqualTo("--json");
  }

  @ParameterizedTest
  @CsvSource({
    "update, --sk, --skip",
    "update --skip, soft, softwareupdate",
    "pkgupdate, --list-av, --list-available",
    "dmg-install, --show, --show-license",
    "pkg-install --engine, j, java",
    "app-install, --fo, --force",
    "macnightly, pkgu, pkgupdate",
  })
  void bashCompletesWhatEachCommandTakes(String words, String word, String completed)
      throws Exception {
    assertThat(completed(words, word)).isEqualTo(completed);
  }

  @Test
  void zshIsToldToReadAScriptForBash() {
    Run run = Run.as("macnightly", "completion", "zsh");

    assertThat(run.output()).startsWith("autoload").contains("bashcompinit", "complete ");
  }

  @Test
  void unknownShellIsRefusedWithThoseThatAreKnown() {
    Run run = Run.as("macnightly", "completion", "fish");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("bash", "zsh").containsOnlyOnce("\n");
  }

  /** Asks a real bash what it offers for {@code word} behind {@code words}. */
  private String completed(String words, String word) throws IOException, InterruptedException {
    Path script = folder.resolve("completion");
    Files.writeString(script, Run.as("macnightly", "completion", "bash").output());
    String command = words.split(" ")[0];
    String ask =
        """
        . "$1"
        compopt() { :; } # bash lets only itself call this
        COMP_WORDS=(%s %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        f=$(complete -p %s | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        $f
        echo "${COMPREPLY[@]}"
        """
            .formatted(words, word, command);
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", ask, "ask", script.toString())
            .redirectErrorStream(true)
            .start();
    String answer = new String(bash.getInputStream().readAllBytes()).strip();
    bash.waitFor();
    return answer;
  }
}
