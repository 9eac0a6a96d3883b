package io.github.macnightly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongValuesTest {

  @TempDir Path folder;

  private Configuration of(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("localconfig"), text);
    return Configuration.load(folder, file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CACHEDIR: cache",
        "LOCKFILE: lock",
        "LOGFILE: ../log",
        "PKGLIST: list",
        "PKGLIST: /",
        "MAILER: smpt://host:25",
        "MAILER: bin/mail",
        "MAILER: smtp://host:0",
        "MAILER: smtp://host:65536",
        "MAILER: smtp://host:x",
        "MAILER: smtp://",
        "MAILTO: a b@c",
        "MAILTO: fine@host, @host",
        "MAILTO: a@b@c",
        "MAILFROM: night run",
        "MAILFROM: a@b, c@d"
      })
  void refusesAWrongValueWithItsLine(String line) {
    assertThatThrownBy(() -> of("# first line\n" + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("localconfig:2: " + line.substring(0, line.indexOf(':')) + " is '")
        .hasMessageContaining("wanted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAILER: sendmail",
        "MAILER: /usr/bin/msmtp -t",
        "MAILER: smtp://mail.example.org:25",
        "MAILER: smtp://[::1]:65535",
        "MAILER: smtp://mail",
        "MAILTO: root",
        "MAILTO: a@b.example, root",
        "MAILFROM: night@host",
        "LOCKFILE: /var/run/lock",
        "MAILTO:"
      })
  void takesAGoodValue(String line) throws IOException {
    assertThat(of(line + "\n").warnings()).isEmpty();
  }

  @Test
  void packageAddressAloneNeedsNoMaster() throws IOException {
    Addresses addresses = of("PKGURL: http://p.example.org/x\n").addresses();
    assertThat(addresses.packages()).hasToString("http://p.example.org/x/");
    assertThatThrownBy(() -> addresses.tree("local")).hasMessageContaining("UPDATEMASTER is not");
  }

  @Test
  void lineWithABlankBeforeTheColonHasNoKey() {
    assertThatThrownBy(() -> of("UPDATEMASTER http://up.example.org\n"))
        .hasMessageContaining("localconfig:1")
        .hasMessageContaining("is not of the form KEY: value");
  }

  @Test
  void guessesNoKeyForAWordThatIsLikeNone() throws IOException {
    assertThat(of("zzz: 1\n").warnings().get(0)).endsWith("unknown key 'zzz' is ignored");
  }

  @Test
  void directoryIsNoConfiguration() {
    assertThatThrownBy(() -> Configuration.load(folder, folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(folder + ": is a directory, wanted a file");
  }
}
