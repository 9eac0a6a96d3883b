package io.github.macnightly.hfsclassic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.io.CorruptException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  private static String shown(byte[] bytes, int script) throws CorruptException {
    return Names.shown(new String(bytes, StandardCharsets.ISO_8859_1), script);
  }

  @Test
  void knowsMacRomanAsTheJdkDoes() throws CorruptException {
    assumeTrue(Charset.isSupported("x-MacRoman"), "this runtime has no MacRoman");
    byte[] upper = new byte[128];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = (byte) (0x80 + i);
    }

    assertThat(shown(upper, 0)).isEqualTo(new String(upper, Charset.forName("x-MacRoman")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, Shift_JIS, \u65e5\u672c",
    "2, Big5, \u4e2d\u6587",
    "3, EUC-KR, \ud55c\uad6d",
    "7, x-MacCyrillic, \u041b\u0438\u0446",
    "25, GB2312, \u4e2d\u6587"
  })
  void decodesByScript(int script, String charset, String name) throws CorruptException {
    assumeTrue(Charset.isSupported(charset), "this runtime has no " + charset);
    byte[] stored = name.getBytes(Charset.forName(charset));

    assertThat(shown(stored, 0x80 | script)).isEqualTo(name);
    assertThat(shown(stored, script)).isNotEqualTo(name).hasSize(stored.length);
  }

  @Test
  void fallsBackToRomanForBytesThatAreNotOfTheScript() throws CorruptException {
    assertThat(shown(new byte[] {'a', (byte) 0x8a}, 0x81)).isEqualTo("a\u00e4");
    assertThat(shown(new byte[] {'a', (byte) 0x8a}, 0xff)).isEqualTo("a\u00e4");
  }

  @Test
  void showsSlashAsColonAndNulAsItsPicture() throws CorruptException {
    assertThat(Names.shown("a/b\0c\r", 0)).isEqualTo("a:b\u2400c\r");
  }

  @Test
  void refusesNamesThatNoFileCanBear() {
    for (String name : new String[] {"", ".", ".."}) {
      assertThatThrownBy(() -> Names.shown(name, 0)).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void dotlessIIsNoI() {
    assertThat(Names.folded("\u0131")).isNotEqualTo(Names.folded("I"));
    assertThat(Names.folded("\u0178")).isEqualTo(Names.folded("\u00ff"));
  }
}
