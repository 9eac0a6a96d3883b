package io.github.macnightly.manifests;

import java.util.List;

/**
 * What manifests come to on a computer.
 *
 * @param manifest the one that the walk began with
 * @param decisions in the order in which they were taken; when a part of some manifest could not be
 *     used, every removal is left out
 * @param problems what could not be used, and contradictions
 * @param manifests all that were read, in the order of reading
 * @param predicates how many different conditions were read
 */
public record ManifestResult(
    String manifest,
    List<Decision> decisions,
    List<ManifestProblem> problems,
    List<String> manifests,
    int predicates) {

  /** Copies, and leaves removals out when something is lost that might have overruled them. */
  public ManifestResult {
    problems = List.copyOf(problems);
    decisions =
        problems.stream().anyMatch(ManifestProblem::error)
            ? decisions.stream().map(Decision::withoutRemoval).toList()
            : List.copyOf(decisions);
    manifests = List.copyOf(manifests);
  }

  /** Returns whether a part of some manifest could not be used. */
  public boolean failed() {
    return problems.stream().anyMatch(ManifestProblem::error);
  }

  /** Returns the decisions as lines of a package list; what is not to be done is a comment. */
  public List<String> lines() {
    return decisions.stream().map(Decision::line).toList();
  }
}
