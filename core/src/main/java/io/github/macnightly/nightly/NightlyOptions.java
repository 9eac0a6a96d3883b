package io.github.macnightly.nightly;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How to run.
 *
 * @param now whether to start without the nightly wait
 * @param only the steps to run; empty for all
 * @param skip steps not to run
 * @param dryRun whether to tell only what would be done
 * @param successorArguments what is passed on to the changed toolkit when it takes over: options of
 *     the command line other than {@code now}, {@code --root}, {@code --only} and {@code --skip}
 */
public record NightlyOptions(
    boolean now,
    Set<StepName> only,
    Set<StepName> skip,
    boolean dryRun,
    List<String> successorArguments) {

  /** Copies the collections. */
  public NightlyOptions {
    only = Set.copyOf(only);
    skip = Set.copyOf(skip);
    successorArguments = List.copyOf(successorArguments);
  }

  /** Returns a run of all steps, at once or after the wait. */
  public static NightlyOptions all(boolean now) {
    return new NightlyOptions(now, Set.of(), Set.of(), false, List.of());
  }

  boolean selects(StepName step) {
    return (only.isEmpty() || only.contains(step)) && !skip.contains(step);
  }

  /** The steps behind {@code last} that are selected. */
  Set<StepName> rest(StepName last) {
    EnumSet<StepName> rest = EnumSet.noneOf(StepName.class);
    for (StepName step : StepName.values()) {
      if (step.compareTo(last) > 0 && selects(step)) {
        rest.add(step);
      }
    }
    return rest;
  }
}
