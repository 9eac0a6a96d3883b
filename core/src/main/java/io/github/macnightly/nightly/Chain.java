package io.github.macnightly.nightly;

import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.repository.Problem;
import io.github.macnightly.sync.SyncException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The steps, one after the other. */
final class Chain {

  private static final int NETWORK_WAITS = 3;
  private static final Map<StepName, String> TREES =
      Map.of(StepName.MANAGER, "/common/manager", StepName.COMMON, "/common");

  private final Work work;
  private final NightlyOptions options;
  private final Map<StepName, Step> steps = new EnumMap<>(StepName.class);
  private final List<StepResult> results = new ArrayList<>();
  private boolean interrupted;
  private NightlyReport.Successor successor;

  Chain(Work work, NightlyOptions options) {
    this.work = work;
    this.options = options;
    // Somebody who waits for the end wants to know at once that the server is away.
    Patience patience = new Patience(work.context().sleeper(), options.now() ? 0 : NETWORK_WAITS);
    for (StepName name : StepName.values()) {
      steps.put(name, step(name, patience));
    }
  }

  private Step step(StepName name, Patience patience) {
    return switch (name) {
      case PRESCRIPT, POSTSCRIPT -> new ScriptStep(work, name);
      case SOFTWAREUPDATE -> new SoftwareUpdateStep(work);
      case PKGUPDATE -> new PackageStep(work);
      default -> new SyncStep(work, name, patience);
    };
  }

  NightlyReport plan() throws InterruptedException {
    Instant started = work.clock().instant();
    for (StepName name : StepName.values()) {
      StepResult result =
          options.selects(name) ? measured(name, () -> steps.get(name).plan()) : leftOut(name);
      results.add(result);
      if (result.failed()) {
        tell(result);
      }
    }
    return report(started);
  }

  /**
   * Runs the selected steps.
   *
   * @param history hears of each result
   * @param mayHandOver whether a changed toolkit takes over
   */
  NightlyReport run(History history, boolean mayHandOver) {
    Instant started = work.clock().instant();
    Toolkit toolkit = Toolkit.at(work.context().home());
    for (StepName name : StepName.values()) {
      StepResult result = run(name);
      results.add(result);
      history.record(result);
      if (mayHandOver && result.outcome() == Outcome.DONE && handsOver(name, toolkit)) {
        break;
      }
    }
    return report(started);
  }

  private StepResult run(StepName name) {
    if (interrupted) {
      return StepResult.of(name, Outcome.SKIPPED, "the run was interrupted");
    }
    if (!options.selects(name)) {
      return leftOut(name);
    }
    work.log().detail(name.label() + " begins");
    StepResult result = measured(name, () -> steps.get(name).run(List.copyOf(results)));
    // An interrupt that met a file operation has left nothing but the flag.
    interrupted |= Thread.interrupted();
    tell(result);
    return result;
  }

  /** The caller prints the results: these lines are for the log, and for who watches closely. */
  private void tell(StepResult result) {
    String line = ReportText.line(result);
    if (!result.failed()) {
      work.log().detail(line);
    } else {
      work.complain(line);
      failedItems(result).forEach(item -> work.complain("  " + item));
    }
    if (result.packages() == null) {
      result.output().lines().forEach(text -> work.log().detail("  " + text));
    }
  }

  private static List<String> failedItems(StepResult result) {
    return result.packages() == null
        ? List.of()
        : Stream.concat(
                result.packages().problems().stream().map(Problem::toString),
                result.packages().items().stream()
                    .filter(item -> item.outcome() == ItemResult.Outcome.FAILED)
                    .map(item -> item.name() + ": " + item.reason()))
            .toList();
  }

  private static StepResult leftOut(StepName name) {
    return StepResult.of(name, Outcome.SKIPPED, "not asked for");
  }

  /** What a step comes to. */
  private interface Body {
    StepResult result() throws IOException, InterruptedException;
  }

  private StepResult measured(StepName name, Body step) {
    long start = System.nanoTime();
    StepResult result = guarded(name, step);
    return result.outcome() == Outcome.SKIPPED
        ? result
        : result.withDuration(Duration.ofNanos(System.nanoTime() - start));
  }

  private StepResult guarded(StepName name, Body step) {
    try {
      return step.result();
    } catch (InterruptedException e) {
      interrupted = true;
      return StepResult.of(name, Outcome.FAILED, "interrupted");
    } catch (SyncException e) {
      return StepResult.of(name, Outcome.FAILED, e.getMessage()).withOutput(e.output());
    } catch (IOException e) {
      return StepResult.of(name, Outcome.FAILED, Failure.of(e));
    } catch (RuntimeException e) {
      // A fault of ours in one step must not cost the machine the other steps.
      return StepResult.of(name, Outcome.FAILED, "internal error: " + e).withOutput(trace(e));
    }
  }

  private static String trace(RuntimeException e) {
    StringBuilder trace = new StringBuilder();
    for (StackTraceElement element : e.getStackTrace()) {
      trace.append(element).append('\n');
    }
    return trace.toString();
  }

  private boolean handsOver(StepName name, Toolkit toolkit) {
    Set<StepName> rest = options.rest(name);
    if (!TREES.containsKey(name) || rest.isEmpty()) {
      return false;
    }
    try {
      Path tree = work.directory(TREES.get(name));
      if (!toolkit.changedWithin(tree)) {
        return false;
      }
      work.log().note("the toolkit was changed: " + toolkit.program() + " does the rest");
      boolean failed = results.stream().anyMatch(StepResult::failed);
      successor =
          new Succession(work, toolkit.program()).run(rest, options.successorArguments(), failed);
      return true;
    } catch (InterruptedException e) {
      interrupted = true;
      return true;
    } catch (IOException e) {
      work.complain("the changed toolkit cannot be started, going on: " + Failure.of(e));
      return false;
    }
  }

  private NightlyReport report(Instant started) {
    return new NightlyReport(
        work.host().name(),
        started,
        work.clock().instant(),
        List.copyOf(results),
        interrupted,
        successor);
  }
}
