package io.github.macnightly.cli;

import io.github.macnightly.cli.command.AppInstallCommand;
import io.github.macnightly.cli.command.CompletionCommand;
import io.github.macnightly.cli.command.ConditionsCommand;
import io.github.macnightly.cli.command.DmgInstallCommand;
import io.github.macnightly.cli.command.FactsCommand;
import io.github.macnightly.cli.command.PkgInstallCommand;
import io.github.macnightly.cli.command.PkgUpdateCommand;
import io.github.macnightly.cli.command.UpdateCommand;
import io.github.macnightly.cli.command.conditions.EvalCommand;
import io.github.macnightly.cli.command.conditions.ExplainCommand;
import io.github.macnightly.cli.command.conditions.LintCommand;
import io.github.macnightly.cli.command.conditions.ManifestCommand;
import io.github.macnightly.cli.command.conditions.RunScriptsCommand;
import io.github.macnightly.cli.command.conditions.TestCommand;
import io.github.macnightly.cli.command.image.ImageCatCommand;
import io.github.macnightly.cli.command.image.ImageCommand;
import io.github.macnightly.cli.command.image.ImageExtractCommand;
import io.github.macnightly.cli.command.image.ImageInfoCommand;
import io.github.macnightly.cli.command.image.ImageLicenseCommand;
import io.github.macnightly.cli.command.image.ImageListCommand;
import io.github.macnightly.cli.command.image.ImageVerifyCommand;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.HelpOptions;
import io.github.macnightly.cli.console.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Builds the commands, and of them no more than a run needs. */
final class Commands {

  /** The program's own name, under which every command is a subcommand. */
  static final String PROGRAM = "macnightly";

  /** The commands that have a launcher and a manual page of their own. */
  static final List<String> LAUNCHED =
      List.of(
          "update",
          "pkgupdate",
          "dmg-install",
          "pkg-install",
          "app-install",
          "conditions",
          "image");

  private static final List<String> NAMES =
      List.of(
          "update",
          "pkgupdate",
          "dmg-install",
          "pkg-install",
          "app-install",
          "conditions",
          "image",
          "completion");

  private Commands() {}

  /** Returns the command that the program was started as, ready to read {@code args}. */
  static CommandLine commandLine(Session session, String... args) {
    String name = session.launch().name();
    if (NAMES.contains(name)) {
      return command(name, session);
    }
    boolean known = args.length > 0 && NAMES.contains(args[0]);
    return program(known ? List.of(args[0]) : NAMES, session);
  }

  /** Returns the program with all its commands. */
  static CommandLine program(Session session) {
    return program(NAMES, session);
  }

  private static CommandLine program(List<String> names, Session session) {
    CommandLine program = line(PROGRAM, new Program());
    for (String name : names) {
      program.addSubcommand(name, command(name, session));
    }
    return program;
  }

  /** Returns one command, to be used by itself or below the program. */
  static CommandLine command(String name, Session session) {
    switch (name) {
      case "update":
        return line(name, new UpdateCommand(session));
      case "pkgupdate":
        return line(name, new PkgUpdateCommand(session));
      case "dmg-install":
        return line(name, new DmgInstallCommand(session));
      case "pkg-install":
        return line(name, new PkgInstallCommand(session));
      case "app-install":
        return line(name, new AppInstallCommand(session));
      case "conditions":
        return conditions(session);
      case "image":
        return image(session);
      case "completion":
        return line(name, new CompletionCommand(session, new Trees(session)));
      default:
        throw new IllegalArgumentException("no command is called " + name);
    }
  }

  private static CommandLine conditions(Session session) {
    return line("conditions", new ConditionsCommand())
        .addSubcommand(line("facts", new FactsCommand(session)))
        .addSubcommand(line("eval", new EvalCommand(session)))
        .addSubcommand(line("explain", new ExplainCommand(session)))
        .addSubcommand(line("manifest", new ManifestCommand(session)))
        .addSubcommand(line("run-scripts", new RunScriptsCommand(session)))
        .addSubcommand(line("test", new TestCommand(session)))
        .addSubcommand(line("lint", new LintCommand(session)));
  }

  private static CommandLine image(Session session) {
    return line("image", new ImageCommand())
        .addSubcommand(line("info", new ImageInfoCommand(session)))
        .addSubcommand(line("list", new ImageListCommand(session)))
        .addSubcommand(line("cat", new ImageCatCommand(session)))
        .addSubcommand(line("extract", new ImageExtractCommand(session)))
        .addSubcommand(line("verify", new ImageVerifyCommand(session)))
        .addSubcommand(line("license", new ImageLicenseCommand(session)));
  }

  private static CommandLine line(String name, Object command) {
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec().name(name);
    spec.usageMessage().exitCodeListHeading("%nExit status:%n");
    spec.usageMessage().exitCodeList(ExitStatus.helpLines());
    spec.usageMessage().optionListHeading("%nOptions:%n");
    spec.usageMessage().parameterListHeading("%n");
    spec.usageMessage().commandListHeading("%nCommands:%n");
    spec.usageMessage().descriptionHeading("%n");
    return line
        // A package may be called @something: that is no file to read words from.
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // The last of two wins, so that a wrapper's options can be overruled.
        .setOverwrittenOptionsAllowed(true);
  }

  /** The word before the commands. */
  @Command(
      sortOptions = false,
      description = "Keeps Macs up to date at night.",
      footer = {"", "Each command has its own --help and its own manual page."})
  static final class Program {
    @Mixin private HelpOptions help;
  }

  /** Hands all commands to the one that writes completions of them. */
  private record Trees(Session session) implements CompletionCommand.Source {
    @Override
    public List<CommandLine> commandLines() {
      return java.util.stream.Stream.concat(
              java.util.stream.Stream.of(program(session)),
              LAUNCHED.stream().map(name -> command(name, session)))
          .toList();
    }
  }
}
