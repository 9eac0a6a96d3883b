package io.github.macnightly.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  @Test
  void numbersAreThoseThatScriptsRelyOn() {
    assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::code))
        .containsExactly(0, 1, 2, 65, 66, 69, 70, 73, 74, 75, 77, 78, 129, 130, 143);
  }

  @Test
  void everyStatusIsExplained() {
    assertThat(ExitStatus.helpLines()).hasSameSizeAs(ExitStatus.values());
    assertThat(ExitStatus.helpLines().values()).allSatisfy(text -> assertThat(text).isNotBlank());
  }
}
