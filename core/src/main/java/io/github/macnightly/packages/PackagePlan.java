package io.github.macnightly.packages;

import io.github.macnightly.repository.Action;
import io.github.macnightly.repository.ActionList;
import io.github.macnightly.repository.Index;
import io.github.macnightly.repository.Problem;
import io.github.macnightly.repository.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list, an index and a state come to.
 *
 * @param decisions what is to be done, in the order of the list
 * @param problems lines that cannot be used
 */
record PackagePlan(List<Decision> decisions, List<Problem> problems) {

  /** Decides, reading only. */
  static PackagePlan decide(ActionList list, Index index, Decider decider) {
    List<Problem> problems = new ArrayList<>(list.problems());
    problems.addAll(index.problems());
    Selection available = new Selection(index);
    for (Action action : list.actions()) {
      decider.decide(action, available);
    }
    return new PackagePlan(decider.decisions(), List.copyOf(problems));
  }
}
