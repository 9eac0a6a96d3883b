package io.github.macnightly.scripts;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs one script and reads what it answers. */
final class ScriptRun {

  /** Bytes kept of the standard output, and as many of the errors. */
  private static final int OUTPUT_LIMIT = 1 << 20;

  private static final int SHOWN = 200;
  private static final int SIGNAL = 128;

  private final ScriptSettings settings;
  private final ProcessRunner runner;
  private final Trust trust;
  private final AnswerFile file;

  ScriptRun(ScriptSettings settings, ProcessRunner runner, Trust trust, AnswerFile file) {
    this.settings = settings;
    this.runner = runner;
    this.trust = trust;
    this.file = file;
  }

  /**
   * Runs a script, if it may run.
   *
   * @throws InterruptedException when the calling thread is interrupted; the script is ended before
   */
  ScriptReport run(Path script, Instant started) throws InterruptedException {
    ReportDraft draft = new ReportDraft(script.getFileName().toString(), started);
    Optional<String> objection = objection(script);
    if (objection.isPresent()) {
      draft.fail(ScriptStatus.REFUSED, objection.get());
      return draft.report();
    }
    try {
      ProcessResult result = runner.run(request(script, draft));
      draft.ran(result);
      judge(result, draft);
    } catch (IOException e) {
      draft.fail(ScriptStatus.FAILED, Reasons.of(e));
    } finally {
      file.reset().forEach(draft::fault);
    }
    return draft.report();
  }

  /** Tells whether a script would be run; runs nothing. */
  ScriptReport plan(Path script, Instant started) {
    ReportDraft draft = new ReportDraft(script.getFileName().toString(), started);
    Optional<String> objection = objection(script);
    if (objection.isPresent()) {
      draft.fail(ScriptStatus.REFUSED, objection.get());
    } else {
      draft.wouldRun();
    }
    return draft.report();
  }

  private Optional<String> objection(Path script) {
    try {
      Optional<String> found = trust.objection(script);
      if (found.isPresent()) {
        return found;
      } else if (!Files.isRegularFile(script)) {
        return Optional.of("it is no regular file");
      }
    } catch (IOException e) {
      return Optional.of(Reasons.of(e));
    }
    return Files.isExecutable(script)
        ? Optional.empty()
        : Optional.of(script + " is not executable: chmod +x");
  }

  private ProcessRequest request(Path script, ReportDraft draft) {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("MANAGED_INSTALL_DIR", settings.managedInstalls().toString());
    return ProcessRequest.of(script.toString())
        .withDirectory(settings.directory())
        .withEnvironment(environment)
        .withDeadline(deadline(script, draft))
        .withOutputLimit(OUTPUT_LIMIT)
        .endingGroup()
        .withOutputEncoding(StandardCharsets.ISO_8859_1);
  }

  private Duration deadline(Path script, ReportDraft draft) {
    try {
      return DeadlineComment.of(script).orElse(settings.deadline());
    } catch (IOException e) {
      draft.fault(Reasons.of(e) + "; it gets " + seconds(settings.deadline()));
      return settings.deadline();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private void judge(ProcessResult result, ReportDraft draft) throws IOException {
    if (result.timedOut()) {
      String after = seconds(result.duration());
      draft.fail(ScriptStatus.TIMED_OUT, "it ran into its deadline and was ended after " + after);
    } else if (result.exitCode() != 0) {
      draft.fail(ScriptStatus.FAILED, ending(result));
    } else {
      Optional<Map<String, Object>> filed = file.read();
      filed.ifPresent(draft::file);
      takeOutput(result, draft, filed.isPresent());
    }
  }

  private static String ending(ProcessResult result) {
    int code = result.exitCode();
    String how = code > SIGNAL ? " (signal " + (code - SIGNAL) + ")" : "";
    String last = Excerpt.lastLine(result.errors(), SHOWN);
    return "exit status " + code + how + (last.isEmpty() ? "" : ": " + last);
  }

  private static void takeOutput(ProcessResult result, ReportDraft draft, boolean filed)
      throws IOException {
    try {
      OutputAnswer answer = OutputAnswer.of(bytes(result));
      draft.output(answer.keys());
      if (!filed) {
        answer.notes().forEach(draft::note);
        draft.unusable(answer.unusable());
      }
    } catch (IOException e) {
      if (!filed) {
        throw e;
      }
      draft.note("its standard output is taken for talk: " + Reasons.of(e));
    }
  }

  private static byte[] bytes(ProcessResult result) throws IOException {
    byte[] bytes = result.output().getBytes(StandardCharsets.ISO_8859_1);
    if (result.truncated() && bytes.length >= OUTPUT_LIMIT) {
      throw new LimitExceededException("standard output", -1, "its size in bytes", OUTPUT_LIMIT);
    }
    return bytes;
  }
}
