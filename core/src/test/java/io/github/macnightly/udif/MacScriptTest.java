package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MacScriptTest {

  @Test
  void knowsLanguagesAndEncodingsOfRegions() {
    assertThat(MacScript.ofRegion(0).charset().name()).isEqualTo("x-MacRoman");
    assertThat(MacScript.ofRegion(3).language()).isEqualTo("de-DE");
    assertThat(MacScript.ofRegion(14).charset().name()).isEqualTo("Shift_JIS");
    assertThat(MacScript.ofRegion(53).charset().name()).isEqualTo("Big5");
    assertThat(MacScript.ofRegion(71).language()).isEqualTo("pt-BR");
    assertThat(MacScript.ofRegion(12345)).isEqualTo(new MacScript("", MacScript.ROMAN));
  }
}
