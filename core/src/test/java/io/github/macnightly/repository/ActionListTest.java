package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActionListTest {

  @Test
  void readsActionsWithTheirLineNumbers() {
    ActionList list = parse("# tonight\n\ninstall Foo*\r\n\tremove  Bar Baz.dmg \nUPDATE\tQux\n");

    assertThat(list.actions())
        .containsExactly(
            new Action(Verb.INSTALL, "Foo*", 3),
            new Action(Verb.REMOVE, "Bar Baz.dmg", 4),
            new Action(Verb.UPDATE, "Qux", 5));
    assertThat(list.problems()).isEmpty();
  }

  @Test
  void takesQuotesHashesAndBackticksAsPartOfTheName() {
    ActionList list = parse("install C# `rm -rf` \"it's\" $(x) & more");

    assertThat(list.actions().get(0).pattern()).isEqualTo("C# `rm -rf` \"it's\" $(x) & more");
  }

  @ParameterizedTest
  @CsvSource({
    "instal Foo, 'unknown action \"instal\"'",
    "install, no package name",
    "Foo.dmg, unknown action",
    "--help, unknown action",
    "'install a\0b', NUL"
  })
  void reportsLinesThatCannotBeUsed(String line, String part) {
    ActionList list = parse("install Good\n" + line + "\nremove Fine");

    assertThat(list.actions()).hasSize(2);
    assertThat(list.problems()).singleElement().asString().startsWith("list:2: ").contains(part);
  }

  @Test
  void showsNoControlCharactersInProblems() {
    assertThat(parse("\u001b[31mred x").problems().get(0).text()).doesNotContain("\u001b");
  }

  @Test
  void takesAnEmptyListAsNothingToDo() {
    assertThat(parse("").actions()).isEmpty();
    assertThat(parse("\uFEFF").problems()).isEmpty();
  }

  private static ActionList parse(String text) {
    return ActionList.parse("list", text.getBytes(StandardCharsets.UTF_8));
  }
}
