package io.github.macnightly.cli;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Failures;
import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.cli.console.World;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where the program starts and where it ends. */
public final class Main {

  private Main() {}

  /** Runs one command and leaves with its status. */
  public static void main(String[] args) {
    World world =
        new World(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv());
    Launch launch = Launch.of(System.getProperties());
    boolean below = launch.name().equals(Commands.PROGRAM) && args.length > 0;
    boolean harmless = (below ? args[0] : launch.name()).equals("conditions");
    Interruption interruption = Interruption.watch(Thread.currentThread(), harmless);
    // A lock names its holder by this property, which else holds the path of a jar.
    System.setProperty("sun.java.command", launch.name() + " " + String.join(" ", args));
    HeadStart.of(below ? args[0] : launch.name());
    int status = run(world, launch, args);
    interruption.over();
    System.exit(status);
  }

  /**
   * Runs one command.
   *
   * @param world the streams and variables it may touch
   * @param launch how the program was started
   * @param args what was written after the program's name
   * @return the exit status
   */
  static int run(World world, Launch launch, String... args) {
    Console console = new Console(world, launch);
    return console.finish(attempt(new Session(world, launch, console), args)).code();
  }

  /** The only place that catches: whatever went wrong becomes one line and a status. */
  private static ExitStatus attempt(Session session, String... args) {
    try {
      return execute(Commands.commandLine(session, args).parseArgs(args), session);
    } catch (ParameterException e) {
      session.console().json(asksForJson(args));
      session.console().name(e.getCommandLine().getCommandSpec().qualifiedName());
      return session.console().failure(Failures.of(e), e);
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError e) {
      return session.console().failure(failure(e), e);
    }
  }

  private static Failures failure(Throwable e) {
    Failures failure = Failures.of(e);
    return failure.status() == ExitStatus.INTERRUPTED
        ? new Failures(Interruption.status(), failure.line())
        : failure;
  }

  private static ExitStatus execute(ParseResult root, Session session) throws Exception {
    ParseResult named = root;
    while (named.hasSubcommand()) {
      named = named.subcommand();
    }
    CommandSpec spec = named.commandSpec();
    Console console = session.console();
    console.name(spec.qualifiedName());
    if (named.isUsageHelpRequested()) {
      console.text(spec.commandLine().getUsageMessage(console.ansi()));
      return ExitStatus.OK;
    }
    if (named.isVersionHelpRequested()) {
      console.text(Version.text());
      return ExitStatus.OK;
    }
    if (spec.mixins().get(Options.NAME) != null) {
      console.configure(((Options) spec.mixins().get(Options.NAME).userObject()).output());
    } else if (spec.mixins().get(OutputOptions.NAME) != null) {
      console.configure((OutputOptions) spec.mixins().get(OutputOptions.NAME).userObject());
    }
    return call(spec);
  }

  private static ExitStatus call(CommandSpec spec) throws Exception {
    if (spec.userObject() instanceof Callable<?> command) {
      return (ExitStatus) command.call();
    }
    CommandLine line = spec.commandLine();
    throw new ParameterException(
        line, "no command given: one of " + String.join(", ", line.getSubcommands().keySet()));
  }

  /** A line that cannot be parsed may still have said how it wants to be answered. */
  private static boolean asksForJson(String... args) {
    List<String> words = List.of(args);
    int end = words.indexOf("--");
    return words.subList(0, end < 0 ? words.size() : end).contains("--json");
  }
}
