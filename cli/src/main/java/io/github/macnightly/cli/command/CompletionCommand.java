package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.HelpOptions;
import io.github.macnightly.cli.console.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code completion}: prints a script that makes a shell complete commands and options. */
@Command(
    sortOptions = false,
    description = "Prints a completion script for bash or zsh.",
    footer = {"", "To use it: eval \"$(macnightly completion bash)\""})
public final class CompletionCommand implements Callable<ExitStatus> {

  /** The shells that are spoken to. */
  enum Shell {
    bash,
    zsh
  }

  /** Gives the commands that are to be completed. */
  public interface Source {
    /** Returns the program, and the commands that can be started by themselves. */
    List<CommandLine> commandLines();
  }

  /** zsh runs the script for bash once it has been told to. */
  private static final String FOR_ZSH =
      """
      autoload -U +X compinit && compinit
      autoload -U +X bashcompinit && bashcompinit
      """;

  private final Session session;
  private final Source source;

  @Mixin private HelpOptions help;

  @Parameters(paramLabel = "bash|zsh", description = "The shell that is to read the script.")
  private Shell shell;

  /** A command that completes what {@code source} gives. */
  public CompletionCommand(Session session, Source source) {
    this.session = session;
    this.source = source;
  }

  @Override
  public ExitStatus call() {
    session.console().text(shell == Shell.zsh ? FOR_ZSH : "");
    for (CommandLine line : source.commandLines()) {
      session.console().text(AutoComplete.bash(line.getCommandName(), line));
    }
    return ExitStatus.OK;
  }
}
