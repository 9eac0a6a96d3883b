package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the version begins in the name of an item. */
class ItemNameTest {

  @Test
  void isAsMunkisOwnTestsSay() throws IOException {
    Optional<Path> file = Shared.fixture("munki/munki-tests/nameAndVersion.tsv");
    assumeTrue(file.isPresent(), "no ../shared/fixtures/munki");
    List<String> lines = Files.readAllLines(file.orElseThrow());
    int seen = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells[1].equals("true")) {
        assertThat(ItemName.base(cells[0])).isEqualTo(cells[2]);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(3);
  }

  @Test
  void isNoneWithoutADigitBehindTheHyphen() {
    assertThat(ItemName.base("Tea-Timer")).isEqualTo("Tea-Timer");
    assertThat(ItemName.base("Tea-")).isEqualTo("Tea-");
    assertThat(ItemName.base("Fox--3.0-rc")).isEqualTo("Fox");
  }
}
