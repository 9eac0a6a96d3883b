package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.ProcessorTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SelectionTest {

  @Test
  void findsANameWithoutItsPackageEnding() {
    assertThat(select("magicolor2430DL", "magicolor2430DL.dmg")).isEqualTo("magicolor2430DL.dmg");
    assertThat(select("a b", "a b.app.tar.gz", "a b c.dmg")).isEqualTo("a b.app.tar.gz");
  }

  @Test
  void decidesByKindFirstAndInTheOrderOfKinds() {
    String[] names = {
      "x9.zip",
      "x8.pkg",
      "x8.pkg.zip",
      "x8.app.zip",
      "x7.app.tar.xz",
      "x6.app.tar.bz2",
      "x5.app.tgz",
      "x4.dmg",
      "x3.pkg.tar.gz",
      "x2.mpkg.tar.gz",
      "x1.app.tar.gz"
    };

    List<String> found = matches("x*", names);

    assertThat(found)
        .containsExactly(
            "x1.app.tar.gz",
            "x2.mpkg.tar.gz",
            "x3.pkg.tar.gz",
            "x4.dmg",
            "x5.app.tgz",
            "x6.app.tar.bz2",
            "x7.app.tar.xz",
            "x8.app.zip",
            "x8.pkg.zip",
            "x8.pkg",
            "x9.zip");
  }

  @Test
  void newestIsTheHighestNumberNotTheLastStringOfAReverseSort() {
    assertThat(select("Foo*", "Foo1.9.dmg", "Foo1.10.dmg", "Foo1.2.dmg")).isEqualTo("Foo1.10.dmg");
    assertThat(select("Foo*", "Foo 9.app.tar.gz", "Foo 10.app.tar.gz"))
        .isEqualTo("Foo 10.app.tar.gz");
  }

  @Test
  void aLongerVersionIsNewerThoughThePackageEndingFollowsTheShorter() {
    assertThat(select("Foo*", "Foo1.5.app.tar.gz", "Foo1.5.0.1.app.tar.gz"))
        .isEqualTo("Foo1.5.0.1.app.tar.gz");
  }

  @Test
  void patternsAreAnchoredAndTheirDotsAreDots() {
    assertThat(matches("Foo*", "MyFoo.dmg", "Foo.dmg")).containsExactly("Foo.dmg");
    assertThat(matches("Foo", "Foo2.dmg", "MyFoo.dmg")).isEmpty();
    assertThat(matches("Foo1.5", "Foo1x5.dmg")).isEmpty();
    assertThat(matches("Foo1.5*", "Foo1x5.dmg", "Foo1.5.dmg")).containsExactly("Foo1.5.dmg");
  }

  @Test
  void namesWithQuotesBlanksAndBackticksAreOnlyNames() {
    for (String name :
        List.of("it's.dmg", "a \"b\" c.dmg", "`touch x`.dmg", "$(x);y&z.dmg", "a|b.dmg", "(.dmg")) {
      assertThat(select(name, "other.dmg", name)).isEqualTo(name);
    }
  }

  @Test
  void aNameThatExistsLiterallyWinsOverItsReadingAsAGlob() {
    assertThat(matches("Foo[1].dmg", "Foo1.dmg", "Foo[1].dmg")).containsExactly("Foo[1].dmg");
    assertThat(matches("Foo[1]", "Foo1.dmg", "Foo[1].dmg")).containsExactly("Foo[1].dmg");
    assertThat(matches("*.dmg", "a.dmg", "*.dmg")).containsExactly("*.dmg");
    assertThat(matches("x.pkg", "x.pkg.tar.gz", "x.pkg")).containsExactly("x.pkg");
  }

  @Test
  void findsComposedAndDecomposedNamesAlikeAndKeepsThemAsTheyAre() {
    assertThat(select("B\u00fccher*", "Bu\u0308cher 2.dmg")).isEqualTo("Bu\u0308cher 2.dmg");
    assertThat(select("Bu\u0308cher", "B\u00fccher.dmg")).isEqualTo("B\u00fccher.dmg");
  }

  @Test
  void findsEntriesInFoldersByTheirWholeName() {
    assertThat(matches("sub/x", "sub/x.dmg", "x.dmg")).containsExactly("sub/x.dmg");
    assertThat(matches("*x", "sub/x.dmg", "x.dmg")).containsExactly("x.dmg", "sub/x.dmg");
  }

  @Test
  void answersFiveThousandPatternsOverFiveThousandNamesQuickly() {
    String[] names =
        IntStream.range(0, 5000)
            .mapToObj(i -> String.format("App%04d.app.tar.gz", i))
            .toArray(String[]::new);
    run(names);

    ProcessorTime.Measured<Integer> second = ProcessorTime.of(0, () -> run(names));

    assertThat(second.value()).isEqualTo(15000);
    // A tenth of a second is the aim; the bound leaves room for a slow or busy processor.
    assertThat(second.millis()).isLessThan(1000);
  }

  private static int run(String[] names) {
    Selection selection = selection(names);
    int found = 0;
    for (String name : names) {
      String stem = name.substring(0, 7);
      for (String pattern :
          List.of(stem, stem + "*", stem.substring(0, 6) + "?" + name.substring(7))) {
        found += selection.select(pattern).isPresent() ? 1 : 0;
      }
    }
    return found;
  }

  private static String select(String pattern, String... names) {
    return selection(names).select(pattern).orElseThrow().name();
  }

  private static List<String> matches(String pattern, String... names) {
    return selection(names).matches(pattern).stream().map(IndexEntry::name).toList();
  }

  private static Selection selection(String... names) {
    String text =
        Stream.of(names)
            .map(n -> "bd2ab919477b545bdc51209ae9ade105  " + n + "\n")
            .collect(Collectors.joining());
    return new Selection(Index.parse("index", text.getBytes(StandardCharsets.UTF_8)));
  }
}
