package io.github.macnightly.nightly;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the changed toolkit, which does the steps that are left, under our lock. */
final class Succession {

  /** Names the process that holds the lock for its successor. */
  static final String LOCK = "MACNIGHTLY_LOCK";

  /** Tells the successor whether a step failed before it took over. */
  static final String EARLIER = "MACNIGHTLY_EARLIER";

  static final String EARLIER_FAILED = "failed";

  private static final int OUTPUT_LIMIT = 8 << 20;

  private final Work work;
  private final Path program;

  Succession(Work work, Path program) {
    this.work = work;
    this.program = program;
  }

  /**
   * Runs the successor to its end.
   *
   * @param rest the steps that are left
   * @param arguments what else is on its command line
   * @param failed whether a step has failed so far
   * @throws IOException when it cannot be started
   */
  NightlyReport.Successor run(Set<StepName> rest, List<String> arguments, boolean failed)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put(LOCK, Long.toString(ProcessHandle.current().pid()));
    environment.put(EARLIER, failed ? EARLIER_FAILED : "ok");
    ProcessResult result =
        work.runner()
            .run(
                ProcessRequest.of(command(rest, arguments))
                    .withEnvironment(environment)
                    .withDeadline(work.deadline().multipliedBy(StepName.values().length))
                    .withOutputLimit(OUTPUT_LIMIT));
    result.errors().lines().forEach(work::complain);
    int status = result.timedOut() && result.exitCode() == 0 ? 1 : result.exitCode();
    return new NightlyReport.Successor(status, result.output(), result.errors());
  }

  private List<String> command(Set<StepName> rest, List<String> arguments) {
    String skip =
        Stream.of(StepName.values())
            .filter(step -> !rest.contains(step))
            .map(StepName::label)
            .collect(Collectors.joining(","));
    List<String> words = new ArrayList<>();
    words.addAll(List.of(program.toString(), "now", "--root", work.root().root().toString()));
    words.addAll(List.of("--skip", skip));
    words.addAll(arguments);
    return words;
  }
}
