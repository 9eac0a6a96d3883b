package io.github.macnightly.nightly;

import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A script of the site. It runs in its own directory and is told in MACNIGHTLY_ROOT which tree is
 * updated, in MACNIGHTLY_STEP which script it is, in MACNIGHTLY_RESULT whether all went well so far
 * (ok or failed), and in MACNIGHTLY_FAILED which steps did not.
 */
final class ScriptStep implements Step {

  private final Work work;
  private final StepName name;

  ScriptStep(Work work, StepName name) {
    this.work = work;
    this.name = name;
  }

  private Path script() throws IOException {
    return work.file("/common/manager/update." + name.label());
  }

  private static String reasonToSkip(Path script) {
    if (!Files.isRegularFile(script)) {
      return "there is no " + script;
    }
    return Files.isExecutable(script) ? "" : script + " is not executable";
  }

  @Override
  public StepResult plan() throws IOException {
    Path script = script();
    String reason = reasonToSkip(script);
    return reason.isEmpty()
        ? StepResult.of(name, Outcome.PLANNED, "would run " + script)
        : StepResult.of(name, Outcome.SKIPPED, reason);
  }

  @Override
  public StepResult run(List<StepResult> before) throws IOException, InterruptedException {
    Path script = script();
    String reason = reasonToSkip(script);
    if (!reason.isEmpty()) {
      return StepResult.of(name, Outcome.SKIPPED, reason);
    }
    ProcessResult result =
        work.runner()
            .run(
                ProcessRequest.of(script.toString())
                    .withDirectory(script.getParent())
                    .withEnvironment(environment(before))
                    .withDeadline(work.deadline()));
    return Ran.result(name, script.toString(), result, work.deadline());
  }

  private Map<String, String> environment(List<StepResult> before) {
    String failed =
        before.stream()
            .filter(StepResult::failed)
            .map(step -> step.name().label())
            .collect(Collectors.joining(","));
    boolean earlier = Succession.EARLIER_FAILED.equals(earlier());
    Map<String, String> environment = new HashMap<>();
    environment.put("MACNIGHTLY_ROOT", work.root().root().toString());
    // A script that starts a run itself must find the lock held like anybody else.
    environment.put(Succession.LOCK, "");
    environment.put("MACNIGHTLY_STEP", name.label());
    environment.put("MACNIGHTLY_RESULT", failed.isEmpty() && !earlier ? "ok" : "failed");
    environment.put("MACNIGHTLY_FAILED", failed);
    return environment;
  }

  private String earlier() {
    return work.context().environment().get(Succession.EARLIER);
  }
}
