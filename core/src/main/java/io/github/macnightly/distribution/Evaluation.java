package io.github.macnightly.distribution;

import java.util.List;

/**
 * What a product does on a target.
 *
 * @param choices the choices in the order of the outline
 * @param packages the components that are installed, in order, each once
 * @param checks the outcome of all requirements
 * @param unknownChoices a line for each identifier of the changes that the product does not have
 * @param warnings what was decided without knowing, one line each
 * @param log what the scripts wrote, shortened
 */
public record Evaluation(
    List<ChoiceState> choices,
    List<PackageRef> packages,
    List<Check> checks,
    List<String> unknownChoices,
    List<String> warnings,
    List<String> log) {

  /** Returns the checks that ended in one way. */
  public List<Check> checks(Check.Outcome outcome) {
    return checks.stream().filter(check -> check.outcome() == outcome).toList();
  }

  /** Says whether no check failed and no script had to be stopped. */
  public boolean isAllowed() {
    return checks(Check.Outcome.FAILED).isEmpty() && checks(Check.Outcome.STOPPED).isEmpty();
  }
}
