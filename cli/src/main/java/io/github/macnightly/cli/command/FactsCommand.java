package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.host.LocalHost;
import io.github.macnightly.process.SystemProcessRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code conditions facts}: prints what is known of this machine. */
@Command(
    sortOptions = false,
    description = "Prints facts about this machine, one per line: its name, a tab, its value.")
public final class FactsCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Print only these facts.")
  private List<String> keys = List.of();

  /** A command that prints to the console of {@code session}. */
  public FactsCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws Exception {
    Map<String, ?> facts = chosen(host().facts());
    if (session.console().json()) {
      session.console().document(facts);
    } else {
      facts.forEach((key, value) -> session.console().row(key, value));
    }
    return ExitStatus.OK;
  }

  private LocalHost host() {
    return new LocalHost(Path.of("/"), new SystemProcessRunner(), session.world().environment());
  }

  private Map<String, ?> chosen(Map<String, ?> all) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (String key : keys) {
      if (!all.containsKey(key)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no fact '" + key + "': known are " + String.join(", ", all.keySet()));
      }
      chosen.put(key, all.get(key));
    }
    return keys.isEmpty() ? all : chosen;
  }
}
