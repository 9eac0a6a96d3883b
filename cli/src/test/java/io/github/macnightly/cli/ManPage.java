package io.github.macnightly.cli;

import io.github.macnightly.cli.console.ExitStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual page of a command, in the man macros, from what its {@code --help} knows. */
final class ManPage {

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandLine line, List<String> others) {
    CommandSpec spec = line.getCommandSpec();
    ManPage page = new ManPage();
    page.macro("\\\" Written by the build from the program's own description: edits are lost.");
    page.macro(
        "TH " + spec.name().toUpperCase(Locale.ROOT) + " 1 \"\" \"macnightly\" \"macnightly\"");
    page.macro("SH NAME");
    page.text(spec.name() + " - " + summary(spec));
    page.body(line, "SH");
    if (ManSections.COMMANDS.contains(spec.name())) {
      page.macro("SH CONFIGURATION");
      page.text("Lines KEY: value; a comment has a line of its own.");
      ManSections.configuration().forEach(page::item);
      page.section("FILES", ManSections.files());
      page.section("EXAMPLES", ManSections.examples(spec.name()));
    }
    page.macro("SH EXIT STATUS");
    ExitStatus.helpLines().forEach((code, text) -> page.item(code, text));
    page.macro("SH SEE ALSO");
    page.text(String.join(", ", others.stream().map(name -> name + "(1)").toList()));
    return page.page.toString();
  }

  private static String summary(CommandSpec spec) {
    String first = spec.usageMessage().description()[0];
    String plain = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }

  private void body(CommandLine line, String heading) {
    CommandSpec spec = line.getCommandSpec();
    macro(heading + " " + (heading.equals("SH") ? "SYNOPSIS" : spec.name()));
    text(line.getHelp().synopsis(0).replaceAll("\\s+", " ").replace(", ", ",").strip());
    macro(heading.equals("SH") ? "SH DESCRIPTION" : "PP");
    Stream.of(spec.usageMessage().description(), spec.usageMessage().footer())
        .flatMap(Stream::of)
        .forEach(this::paragraph);
    macro(heading.equals("SH") ? "SH OPTIONS" : "PP");
    spec.positionalParameters().stream().filter(p -> !p.hidden()).forEach(this::parameter);
    spec.options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparingInt(OptionSpec::order))
        .forEach(this::option);
    if (!line.getSubcommands().isEmpty()) {
      macro("SH COMMANDS");
      line.getSubcommands().values().forEach(this::subcommand);
    }
  }

  /** A command that has a page of its own is only named here. */
  private void subcommand(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (Commands.LAUNCHED.contains(spec.name())) {
      item(spec.name(), String.join(" ", spec.usageMessage().description()));
    } else {
      body(line, "SS");
    }
  }

  private void parameter(PositionalParamSpec parameter) {
    item(parameter.paramLabel(), String.join(" ", parameter.description()));
  }

  private void option(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    item(names + value, String.join(" ", option.description()));
  }

  private void item(String term, String text) {
    macro("TP");
    page.append(".B ").append(escaped(term)).append('\n');
    text(text);
  }

  private void section(String heading, Map<String, String> items) {
    macro("SH " + heading);
    items.forEach(this::item);
  }

  private void paragraph(String text) {
    if (text.isEmpty()) {
      macro("PP");
    } else {
      text(text);
    }
  }

  private void macro(String words) {
    page.append('.').append(words).append('\n');
  }

  /** A line that begins with a dot or an apostrophe would be a macro. */
  private void text(String text) {
    String escaped = escaped(Ansi.OFF.string(text.replace("%n", "\n").replace("%%", "%")));
    page.append(escaped.replaceAll("(?m)^([.'])", "\\\\\\\\&$1")).append('\n');
  }

  /** Printers make typographic signs of these; what is copied to a shell must be plain. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }
}
