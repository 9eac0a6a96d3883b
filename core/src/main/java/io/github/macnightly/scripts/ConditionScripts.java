package io.github.macnightly.scripts;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs the condition scripts of a site. What goes wrong with one is in the answers, not thrown. */
public final class ConditionScripts {

  private static final Duration DEADLINE_OF_ID = Duration.ofSeconds(5);
  private static final String CANNOT_JUDGE = "cannot judge who may write the scripts: ";
  private static final int SHOWN = 120;

  private final ScriptSettings settings;
  private final ProcessRunner runner;
  private final Clock clock;

  /**
   * Makes it known where scripts are; nothing is run yet.
   *
   * @param settings where they are, and their bounds
   * @param runner runs them
   * @param clock tells when each began
   */
  public ConditionScripts(ScriptSettings settings, ProcessRunner runner, Clock clock) {
    this.settings = settings;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Runs all scripts, one after the other.
   *
   * @return no scripts and no problem when there is no directory of scripts and need not be
   * @throws InterruptedException when the calling thread is interrupted; the script that runs is
   *     ended before
   */
  public ScriptAnswers run() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    return answers(ScriptFolder.list(settings, problems), problems, false);
  }

  /**
   * Tells which scripts there are and whether they would be run. Runs none, writes nothing, and
   * reads no answer that lies about: nobody could tell whose it is, or how old.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public ScriptAnswers plan() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    return answers(ScriptFolder.list(settings, problems), problems, true);
  }

  /**
   * Tells whether one script would be run; see {@link #plan()}.
   *
   * @throws NoSuchFileException when there is no such script
   * @throws InterruptedException when the calling thread is interrupted
   */
  public ScriptAnswers planOnly(String name) throws NoSuchFileException, InterruptedException {
    List<String> problems = new ArrayList<>();
    return answers(one(name, problems), problems, true);
  }

  /**
   * Runs one script.
   *
   * @param name its file name
   * @throws NoSuchFileException when there is no such script
   * @throws InterruptedException when the calling thread is interrupted; the script is ended before
   */
  public ScriptAnswers runOnly(String name) throws NoSuchFileException, InterruptedException {
    List<String> problems = new ArrayList<>();
    return answers(one(name, problems), problems, false);
  }

  private List<Path> one(String name, List<String> problems) throws NoSuchFileException {
    List<Path> one = ScriptFolder.named(name, ScriptFolder.list(settings, problems));
    if (one.isEmpty() && problems.isEmpty()) {
      throw new NoSuchFileException(
          settings.directory() + ": " + Excerpt.of(name, SHOWN),
          null,
          "there is no condition script of that name");
    }
    return one;
  }

  private ScriptAnswers answers(List<Path> scripts, List<String> problems, boolean planned)
      throws InterruptedException {
    Merge merge = new Merge();
    if (scripts.isEmpty()) {
      return merge.answers(problems);
    }
    try {
      Trust trust = new Trust(settings.root(), settings.directory(), user());
      AnswerFile file = new AnswerFile(settings.managedInstalls(), trust::trusts);
      if (!planned) {
        file.prepare();
      }
      ScriptRun run = new ScriptRun(settings, runner, trust, file);
      for (Path script : scripts) {
        Instant now = clock.instant();
        merge.add(planned ? run.plan(script, now) : run.run(script, now));
      }
      if (!file.problem().isEmpty()) {
        problems.add(file.problem());
      }
    } catch (IOException e) {
      problems.add(CANNOT_JUDGE + Reasons.of(e));
    }
    return merge.answers(problems);
  }

  /** Java knows the real user only; rights are those of the effective one. */
  private int user() throws InterruptedException {
    try {
      ProcessResult id = runner.run(ProcessRequest.of("id", "-u").withDeadline(DEADLINE_OF_ID));
      return id.ok() ? Integer.parseInt(id.output().strip()) : -1;
    } catch (IOException | NumberFormatException e) {
      return -1; // Then only what root owns is trusted.
    }
  }
}
