package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one directory may list. */
class ListingRulesTest {

  private static CatalogRecord file() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(248).putShort(0, (short) CatalogRecord.FILE);
    data.putLong(88, 5).putInt(104, 77).putInt(108, 1);
    return CatalogRecord.read(new BTreeRecord(data, 0, 0, 0, 248));
  }

  private static ListingRules.NameSource source(List<String> names) {
    Iterator<String> iterator = names.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  @Test
  void allowsAQuarterOfAMillionEntriesAndNoMore() throws IOException {
    ListingRules rules = new ListingRules(17, NameOrder.FOLDED, 0);
    CatalogRecord file = file();
    for (int i = 0; i < 250_000; i++) {
      rules.count("name " + i, file);
    }

    assertThatThrownBy(() -> rules.count("one more", file))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("number of entries of directory 17");
  }

  @Test
  void refusesEntriesThatWouldFillTheMemory() throws IOException {
    ListingRules rules = new ListingRules(17, NameOrder.FOLDED, 0);
    CatalogRecord file = file();
    String name = "n".repeat(255);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 250_000; i++) {
                rules.count(name, file);
              }
            })
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void tellsNamesThatAscendFromOthers() {
    ListingRules rules = new ListingRules(17, NameOrder.FOLDED, 0);

    assertThat(rules.ascends("a")).isTrue();
    assertThat(rules.ascends("B")).isTrue();
    assertThat(rules.ascends("b")).isFalse();
    assertThat(rules.ascends("A")).isFalse();
  }

  @Test
  void comparesAllNamesOnceTheyDoNotAscend() {
    ListingRules rules = new ListingRules(17, NameOrder.FOLDED, 0);

    assertThatThrownBy(() -> rules.requireDistinct(source(List.of("a", "b", "a"))))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'a' twice");
    assertThatCode(() -> rules.requireDistinct(source(List.of("b", "a"))))
        .doesNotThrowAnyException();
    assertThat(rules.ascends("A")).isTrue();
  }

  @Test
  void comparesNoMoreNamesThanTheMemoryHolds() {
    ListingRules rules = new ListingRules(17, NameOrder.FOLDED, 0);
    List<String> names = IntStream.range(0, 250_000).mapToObj(i -> i + "n".repeat(200)).toList();

    assertThatThrownBy(() -> rules.requireDistinct(source(names)))
        .isInstanceOf(LimitExceededException.class);
  }
}
