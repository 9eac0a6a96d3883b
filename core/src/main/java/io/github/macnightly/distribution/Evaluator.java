package io.github.macnightly.distribution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Works out what a product does on a target, from one source of answers. */
final class Evaluator {

  private final Work work;
  private final Selections state;
  private final List<String> warnings;

  Evaluator(Work work) {
    this.work = work;
    this.state = new Selections(work.file());
    this.warnings = new ArrayList<>(work.file().notes());
  }

  /** What is to be worked out. */
  record Work(DistributionFile file, Target target, List<ChoiceChange> changes) {}

  /**
   * Works it out.
   *
   * @param engine makes the source of answers, which may look at the choices at any time
   */
  Evaluation run(Function<Selections, Scripts> engine) {
    try (Scripts scripts = engine.apply(state)) {
      Changes changes = new Changes(work, state, warnings);
      Settling settling = new Settling(work.file(), state, scripts, warnings);
      settling.start();
      settling.settle();
      changes.apply();
      settling.settle();
      changes.compare();
      doubts("the choices", scripts.takeDoubts());
      List<PackageRef> packages = packages(settling);
      doubts("the components", scripts.takeDoubts());
      List<Check> checks = new Checks(work, scripts).run();
      return new Evaluation(
          choices(),
          packages,
          checks,
          changes.unknown(),
          List.copyOf(warnings),
          List.copyOf(scripts.log()));
    }
  }

  private void doubts(String what, List<String> doubts) {
    doubts.forEach(doubt -> warnings.add("a script for " + what + " " + doubt));
  }

  private List<ChoiceState> choices() {
    return work.file().outline().stream().map(this::choice).toList();
  }

  private ChoiceState choice(OutlineLine line) {
    String id = line.choice();
    return new ChoiceState(
        work.file().choices().get(id),
        line,
        state.get(id, Aspect.VISIBLE),
        state.get(id, Aspect.SELECTED),
        state.get(id, Aspect.ENABLED),
        state.location(id));
  }

  private List<PackageRef> packages(Settling settling) {
    Set<String> ids = new LinkedHashSet<>();
    for (OutlineLine line : work.file().outline()) {
      if (state.is(line.choice(), Aspect.SELECTED)) {
        ids.addAll(work.file().choices().get(line.choice()).packages());
      }
    }
    return ids.stream()
        .map(id -> work.file().packageRefs().get(id))
        .filter(settling::isActive)
        .toList();
  }
}
