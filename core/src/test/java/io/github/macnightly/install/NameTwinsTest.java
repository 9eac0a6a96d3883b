package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTwinsTest {

  private static List<String> notes(String... paths) throws CorruptException {
    return NameTwins.notes(
        "/opt",
        sink -> {
          for (String path : paths) {
            sink.take(path.substring(1), path.charAt(0));
          }
        });
  }

  @Test
  void namesThatDifferInCaseAreNamedBoth() throws Exception {
    assertThat(notes("da", "fa/Read.txt", "fa/other", "fa/read.txt"))
        .singleElement()
        .asString()
        .startsWith("/opt/a/Read.txt and /opt/a/read.txt are one name");
  }

  @Test
  void namesThatDifferInTheFormOfAnAccentAreNamedBoth() throws Exception {
    assertThat(notes("f\u00e9", "fe\u0301")).hasSize(1);
  }

  @Test
  void sameNamesInTwoDirectoriesAndOneThatStandsTwiceAreNoTwins() throws Exception {
    assertThat(notes("da", "fa/x", "fa/x", "db", "fb/X", "f\u00e9")).isEmpty();
  }

  @Test
  void ofTwinDirectoriesOnlyTheyAreNamed() throws Exception {
    assertThat(notes("dA", "fA/x", "da", "fa/x")).hasSize(1);
  }

  @Test
  void manyTwinsAreCounted() throws Exception {
    String[] many = new String[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = (i % 2 == 0 ? "fa" : "fA") + i / 2;
    }
    assertThat(notes(many)).hasSize(6).last().asString().startsWith("15 more pairs");
  }

  @Test
  void linkThatIsTheTwinOfADirectoryWithEntriesIsRefused() {
    assertThatThrownBy(() -> notes("lLINK", "dlink", "flink/x"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("/opt/LINK is a symbolic link and /opt/link a directory");
  }

  @Test
  void linkThatIsTheTwinOfAnEmptyDirectoryIsTold() throws Exception {
    assertThat(notes("lLINK", "dlink")).hasSize(1);
  }
}
