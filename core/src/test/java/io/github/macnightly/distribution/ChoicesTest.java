package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices: how they begin, what a user changes, and what follows from that. */
final class ChoicesTest {

  private static final Target MAC = Target.of("14.5", "arm64");

  private static List<String> juniper(ChoiceChange... changes) throws IOException {
    Evaluation evaluation = FixtureTest.find("product-choices.pkg").evaluate(MAC, List.of(changes));
    return Scripted.ids(evaluation).stream().map(id -> id.replaceFirst(".*\\.", "")).toList();
  }

  @Test
  void addsAChoiceInTheOrderOfTheOutline() throws IOException {
    assertThat(juniper(ChoiceChange.select("docs", true))).containsExactly("app", "tool", "docs");
  }

  @Test
  void takesAChoiceAwayThatIsSelectedWithoutACondition() throws IOException {
    assertThat(juniper(ChoiceChange.select("tool", false))).containsExactly("app");
  }

  @Test
  void takesTheChoicesBelowAwayWithTheirParent() throws IOException {
    assertThat(juniper(ChoiceChange.select("default", false))).isEmpty();
  }

  @Test
  void leavesAChoiceBelowAsTheUserWantsIt() throws IOException {
    assertThat(juniper(ChoiceChange.select("tool", true), ChoiceChange.select("default", false)))
        .containsExactly("tool");
  }

  @Test
  void turnsRoundWhatAnOldFileNames() throws IOException {
    ChoiceChange docs = new ChoiceChange("docs", ChoiceChange.Attribute.TOGGLE, false, "");
    ChoiceChange tool = new ChoiceChange("tool", ChoiceChange.Attribute.TOGGLE, false, "");
    assertThat(juniper(docs, tool)).containsExactly("app", "docs");
  }

  @Test
  void saysHowEachChoiceStandsAndWhy() throws IOException {
    Evaluation evaluation = FixtureTest.find("product-choices.pkg").evaluate(MAC, List.of());
    ChoiceState docs = evaluation.choices().get(2);
    assertThat(docs.selected())
        .isEqualTo(new ChoiceState.Setting(false, "start_selected=\"false\""));
    assertThat(docs.enabled()).isEqualTo(new ChoiceState.Setting(true, "by default"));
    ChoiceState gone = evaluation.choices().get(3);
    assertThat(gone.visible()).isEqualTo(new ChoiceState.Setting(false, "visible=\"false\""));
    assertThat(gone.enabled().value()).isFalse();
    assertThat(gone.selected().value()).isTrue();
  }

  @Test
  void reportsAnUnknownChoiceWithTheNearestOne() throws IOException {
    Evaluation evaluation =
        FixtureTest.find("product-choices.pkg")
            .evaluate(
                MAC,
                List.of(ChoiceChange.select("dosc", true), ChoiceChange.select("wholly", false)));
    assertThat(evaluation.unknownChoices())
        .containsExactly(
            "the product has no choice 'dosc'; did you mean docs?",
            "the product has no choice 'wholly'");
  }

  /** The script of the product knows of a reason, so it goes before the user. */
  @Test
  void letsTheScriptGoBeforeTheUser() throws IOException {
    Evaluation evaluation =
        FixtureTest.find("product-javascript.pkg")
            .evaluate(MAC, List.of(ChoiceChange.select("o", true)));
    assertThat(Scripted.ids(evaluation)).containsExactly("org.elder.pkgtest.new");
    assertThat(evaluation.warnings())
        .containsExactly(
            "choice 'o' stays deselected, because the product decides: selected=\"isOld()\"");
  }

  @Test
  void letsAScriptSeeWhatTheUserWants() throws FormatException {
    Scripted product =
        new Scripted()
            .choice("a", "start_selected='false'")
            .choice("b", "selected='my.choice.selected &amp;&amp; choices.a.selected'");
    assertThat(Scripted.ids(product.evaluate(MAC))).isEmpty();
    ChoiceChange a = ChoiceChange.select("a", true);
    assertThat(Scripted.ids(product.evaluate(MAC, a)))
        .as("b fell at the start and nobody took it up again")
        .containsExactly("a");
    assertThat(Scripted.ids(product.evaluate(MAC, a, ChoiceChange.select("b", true))))
        .containsExactly("a", "b");
  }

  @Test
  void followsChainsAndEndsCircles() throws FormatException {
    Evaluation chain =
        new Scripted()
            .choice("a", "selected='choices.b.selected'")
            .choice("b", "selected='choices.c.selected'")
            .choice("c", "start_selected='false'")
            .evaluate();
    assertThat(chain.packages()).isEmpty();
    Evaluation circle = new Scripted().choice("a", "selected='!my.choice.selected'").evaluate();
    assertThat(circle.warnings()).anyMatch(line -> line.contains("in a circle"));
  }

  @Test
  void leavesOutComponentsThatAreNotActive() throws FormatException {
    Evaluation evaluation =
        new Scripted()
            .xml(
                "<pkg-ref id='a' active='false'/><pkg-ref id='b' active='system.sysctl(\"hw.ncpu\")"
                    + " &gt; 99'/>")
            .choice("a", "")
            .choice("b", "")
            .choice("c", "")
            .evaluate();
    assertThat(Scripted.ids(evaluation)).containsExactly("c");
  }

  @Test
  void keepsTheDefaultOfABrokenCondition() throws FormatException {
    Evaluation evaluation =
        new Scripted()
            .choice("a", "start_selected='nothing()'")
            .choice("b", "start_selected='no' selected='}'")
            .evaluate();
    assertThat(Scripted.ids(evaluation)).containsExactly("a");
    assertThat(evaluation.warnings())
        .hasSize(2)
        .anyMatch(
            line -> line.startsWith("choice 'a': start_selected was not evaluated, taken as true"))
        .anyMatch(
            line -> line.startsWith("choice 'b': selected was not evaluated, taken as false"));
  }

  @Test
  void warnsOfAChoiceThatWasNotToBeTouched() throws FormatException {
    Evaluation evaluation =
        new Scripted()
            .choice("a", "start_enabled='false'")
            .evaluate(MAC, ChoiceChange.select("a", false));
    assertThat(evaluation.packages()).isEmpty();
    assertThat(evaluation.warnings()).singleElement().asString().contains("not enabled");
  }

  private static byte[] list(String items) {
    return ("<?xml version='1.0'?><plist version='1.0'>" + items + "</plist>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String item(String attribute, String setting) {
    return "<dict><key>choiceIdentifier</key><string>a</string><key>choiceAttribute</key><string>"
        + attribute
        + "</string><key>attributeSetting</key>"
        + setting
        + "</dict>";
  }

  @Test
  void readsAChoicesFile() throws IOException {
    String items =
        item("selected", "<integer>1</integer>")
            + item("selected", "<integer>-1</integer>")
            + item("visible", "<false/>")
            + item("enabled", "<true/>")
            + item("customLocation", "<string>/Applications</string>")
            + "<string>b</string>";
    assertThat(ChoiceChanges.read(list("<array>" + items + "</array>")))
        .containsExactly(
            ChoiceChange.select("a", true),
            new ChoiceChange("a", ChoiceChange.Attribute.VISIBLE, false, ""),
            new ChoiceChange("a", ChoiceChange.Attribute.ENABLED, true, ""),
            new ChoiceChange("a", ChoiceChange.Attribute.CUSTOM_LOCATION, true, "/Applications"),
            new ChoiceChange("b", ChoiceChange.Attribute.TOGGLE, false, ""));
  }

  @Test
  void movesAChoice() throws FormatException {
    ChoiceChange move = new ChoiceChange("a", ChoiceChange.Attribute.CUSTOM_LOCATION, true, "/opt");
    assertThat(new Scripted().choice("a", "").evaluate(MAC, move).choices().get(0).customLocation())
        .isEqualTo("/opt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<dict/>",
        "<array><integer>1</integer></array>",
        "<array><dict><key>choiceIdentifier</key><string>a</string></dict></array>",
      })
  void refusesWhatIsNoChoicesFile(String text) {
    assertThatThrownBy(() -> ChoiceChanges.read(list(text)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("choices file: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"selected", "customLocation", "colour"})
  void refusesSettingsWithoutMeaning(String attribute) {
    String items = "<array>" + item(attribute, "<integer>7</integer>") + "</array>";
    assertThatThrownBy(() -> ChoiceChanges.read(list(items)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("choice 'a' has");
  }
}
