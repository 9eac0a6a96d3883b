package io.github.macnightly.nightly;

import io.github.macnightly.config.Key;
import io.github.macnightly.facts.FactLayer;
import io.github.macnightly.facts.FactRules;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.facts.Machine;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.manifests.Decision;
import io.github.macnightly.manifests.ManifestLocation;
import io.github.macnightly.manifests.ManifestProblem;
import io.github.macnightly.manifests.ManifestResult;
import io.github.macnightly.manifests.ManifestWalk;
import io.github.macnightly.repository.Action;
import io.github.macnightly.repository.ActionList;
import io.github.macnightly.repository.Problem;
import io.github.macnightly.repository.Verb;
import io.github.macnightly.scripts.ConditionScripts;
import io.github.macnightly.scripts.ScriptAnswers;
import io.github.macnightly.scripts.ScriptReport;
import io.github.macnightly.scripts.ScriptSettings;
import io.github.macnightly.scripts.ScriptStatus;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the manifest of the configuration says, as a package list. What is wrong with it or with a
 * condition script is a problem of the list: the rest is done, and the step fails. While a part of
 * the manifest is lost, or all of it, nothing is removed: what is lost may be what keeps an item.
 */
final class ManifestItems {

  /** Names of what is left out that one line holds. */
  private static final int NAMED = 10;

  private final Work work;
  private final boolean dryRun;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private boolean incomplete;

  /** Items for a run, or for a dry run, in which no condition script runs. */
  ManifestItems(Work work, boolean dryRun) {
    this.work = work;
    this.dryRun = dryRun;
  }

  /**
   * Returns the tasks of the manifest, and behind them those of the package list.
   *
   * @param list the package list; empty when there is none
   * @return empty when there is neither
   */
  Optional<ActionList> before(Optional<ActionList> list) throws IOException, InterruptedException {
    Optional<ActionList> manifest = find();
    if (manifest.isEmpty()) {
      return list;
    }
    if (incomplete) {
      list.ifPresent(
          each ->
              each.actions().stream()
                  .filter(action -> action.verb() == Verb.REMOVE)
                  .forEach(action -> kept.add(action.pattern())));
    }
    ActionList both = manifest.get();
    if (list.isPresent()) {
      both = both.then(incomplete ? list.get().withoutRemovals() : list.get());
    }
    return Optional.of(kept.isEmpty() ? both : both.then(ActionList.of(List.of(), told())));
  }

  private List<Problem> told() {
    String names =
        kept.stream()
            .distinct()
            .limit(NAMED)
            .map(Excerpt::of)
            .collect(Collectors.joining(", ", "", kept.size() > NAMED ? ", ..." : ""));
    String text = "is incomplete, so nothing is removed in this run; left out: " + names;
    String manifest = work.configuration().text(Key.MANIFEST).orElse("");
    return List.of(new Problem("manifest " + manifest, 0, text));
  }

  /** Returns the list; empty when no manifest is configured. */
  private Optional<ActionList> find() throws IOException, InterruptedException {
    Optional<String> manifest = work.configuration().text(Key.MANIFEST);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    List<Action> actions = new ArrayList<>();
    try (Fetcher fetcher = new Fetcher(FetchOptions.defaults(), work.log())) {
      FactSet facts = facts();
      ManifestLocation place =
          location(manifest.get(), fetcher).orElse(ManifestLocation.names(facts));
      ManifestResult result = new ManifestWalk(place.source(), facts).run(place.names());
      result.problems().forEach(this::take);
      incomplete = result.failed();
      result.decisions().stream()
          .filter(Decision::leftOut)
          .forEach(decision -> kept.add(decision.item()));
      facts.problems().forEach(problem -> work.log().note(problem.line()));
      result.decisions().stream()
          .filter(Decision::isTask)
          .forEach(
              decision -> {
                Verb verb = Verb.of(decision.action().toString()).orElseThrow();
                actions.add(new Action(verb, decision.item(), 0));
                work.log().detail(decision.line() + ": " + decision.manifest());
              });
    } catch (IOException e) {
      incomplete = true;
      problems.add(new Problem("manifest " + manifest.get(), 0, String.valueOf(e.getMessage())));
    }
    return Optional.of(ActionList.of(actions, problems));
  }

  private void take(ManifestProblem problem) {
    if (problem.error()) {
      problems.add(new Problem("manifest " + problem.manifest(), 0, tail(problem)));
    } else {
      work.log().note("manifest " + problem);
    }
  }

  private static String tail(ManifestProblem problem) {
    return (problem.keyPath().isEmpty() ? "" : problem.keyPath() + ": ") + problem.text();
  }

  private ManifestLocation location(String manifest, Fetcher fetcher) throws IOException {
    Optional<URI> address = work.configuration().addresses().manifest();
    return address.isPresent()
        ? ManifestLocation.of(address.get(), fetcher)
        : ManifestLocation.of(work.directory(manifest));
  }

  private FactSet facts() throws IOException, InterruptedException {
    Machine machine =
        Machine.under(
            work.root().root(),
            work.runner(),
            work.context().environment(),
            Clock.systemDefaultZone());
    FactSet facts = FactSet.of(machine, FactRules.DEFAULT);
    ScriptSettings settings = ScriptSettings.under(work.root().root());
    Optional<String> folder = work.configuration().text(Key.CONDITIONS);
    if (folder.isPresent()) {
      settings = settings.withDirectory(work.directory(folder.get()));
    }
    ConditionScripts scripts = new ConditionScripts(settings, work.runner(), work.clock());
    ScriptAnswers answers = dryRun ? scripts.plan() : scripts.run();
    answers.problems().forEach(line -> problems.add(new Problem("condition scripts", 0, line)));
    for (ScriptReport script : answers.scripts()) {
      String name = "condition script " + script.name();
      if (script.status() == ScriptStatus.WOULD_RUN) {
        work.log().note(name + ": would run; its facts are not known now");
      } else if (script.ok()) {
        script.messages().forEach(line -> work.log().note(name + ": " + line));
      } else {
        script.messages().forEach(line -> problems.add(new Problem(name, 0, line)));
      }
      FactLayer layer = FactLayer.script(script.name(), script.keys());
      layer.problems().forEach(each -> problems.add(new Problem(name, 0, each.line())));
      layer.remarks().forEach(each -> work.log().note(each.line()));
      facts = facts.with(layer);
    }
    return facts;
  }
}
