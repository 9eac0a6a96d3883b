package io.github.macnightly.sync;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Brings directories up to date by running rsync. */
public final class TreeSync {

  private static final Pattern NO_SOURCE =
      Pattern.compile("change_dir \".*\".* failed: No such file or directory");
  private static final int OUTPUT_LIMIT = 4 << 20;

  private final ProcessRunner runner;
  private final String program;
  private final Duration deadline;
  private final Log log;
  private Dialect dialect;

  /**
   * Makes a driver of the rsync that is on PATH.
   *
   * @param deadline how long one synchronisation may take
   */
  public TreeSync(ProcessRunner runner, Duration deadline, Log log) {
    this(runner, "rsync", deadline, log);
  }

  TreeSync(ProcessRunner runner, String program, Duration deadline, Log log) {
    this.runner = runner;
    this.program = program;
    this.deadline = deadline;
    this.log = log;
  }

  /**
   * Brings a directory up to date. A backup directory exists afterwards only if something is in it.
   *
   * @throws SyncException when the source cannot be, or rsync failed; nothing is deleted then
   *     unless rsync had come to deleting
   * @throws IOException when rsync is missing or the target cannot be made
   */
  public SyncResult sync(SyncRequest request) throws IOException, InterruptedException {
    checkSource(request);
    Command command = command();
    if (request.delete()) {
      refuseEmptySource(request, command);
    }
    prepare(request);
    ProcessResult result;
    List<String> warnings;
    try {
      result = run(command.sync(request));
    } finally {
      warnings = afterwards(request);
    }
    return result(request, result).withWarnings(warnings);
  }

  /** What has to be done whatever rsync came to: a part of the files may be replaced. */
  private static List<String> afterwards(SyncRequest request) throws IOException {
    Path backup = request.backupDirectory();
    if (backup == null || !Files.isDirectory(backup)) {
      return List.of();
    }
    List<String> warnings = request.contentsOnly() ? new Owners(request).putBack() : List.of();
    if (!holdsFiles(backup)) {
      DurableFiles.deleteTree(backup);
    }
    return warnings;
  }

  private static void checkSource(SyncRequest request) throws SyncException {
    String source = request.source();
    if (source.isBlank() || source.startsWith("-")) {
      throw SyncException.refused(
          "rsync: the source '" + source + "' would be taken for an option; check SYNCURL");
    }
    if (source.chars().anyMatch(Character::isISOControl)) {
      throw SyncException.refused("rsync: the source holds a control character; check SYNCURL");
    }
    if (isLocal(source) && !Files.isDirectory(Path.of(source))) {
      String what = source + ": there is no such directory to synchronise from; check UPDATEMASTER";
      Path master = Path.of(source).toAbsolutePath().getParent();
      if (master != null && Files.isDirectory(master)) {
        throw new SyncException(SyncException.NO_SOURCE, what, "");
      }
      throw SyncException.refused(what);
    }
  }

  /** rsync's own rule: a colon before the first slash makes an address. */
  private static boolean isLocal(String source) {
    int colon = source.indexOf(':');
    int slash = source.indexOf('/');
    return colon < 0 || slash >= 0 && slash < colon;
  }

  private Command command() throws IOException, InterruptedException {
    if (dialect == null) {
      dialect = Dialect.ask(runner, program);
    }
    return new Command(program, dialect, deadline);
  }

  private void refuseEmptySource(SyncRequest request, Command command)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(request.target()) || isEmpty(request.target())) {
      return;
    }
    boolean empty;
    if (isLocal(request.source())) {
      empty = isEmpty(Path.of(request.source()));
    } else if (dialect.isModern()) {
      ProcessResult listed = run(command.list(request.source()));
      failIfFailed(request, listed);
      empty = listed.output().lines().allMatch(line -> line.isBlank() || line.endsWith(" ."));
    } else {
      empty = false;
    }
    if (empty) {
      throw SyncException.refused(
          request.source()
              + ": is empty, so all of "
              + request.target()
              + " would be deleted; check the disk of the master");
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findFirst().isEmpty();
    }
  }

  private void prepare(SyncRequest request) throws IOException {
    if (!request.dryRun()) {
      DurableFiles.createDirectories(request.target());
      if (request.backupDirectory() != null && dialect.open()) {
        DurableFiles.createDirectories(request.backupDirectory());
      }
    }
  }

  private static boolean holdsFiles(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private ProcessResult run(List<String> words) throws IOException, InterruptedException {
    log.detail(String.join(" ", words));
    return runner.run(
        ProcessRequest.of(words).withDeadline(deadline).withOutputLimit(OUTPUT_LIMIT));
  }

  private SyncResult result(SyncRequest request, ProcessResult result) throws SyncException {
    failIfFailed(request, result);
    Changes changes = new Changes(result.output(), !dialect.open());
    List<String> warnings =
        result.exitCode() == ExitCode.VANISHED
            ? List.of(request.source() + ": " + ExitCode.words(ExitCode.VANISHED))
            : List.of();
    return new SyncResult(
        changes.count(),
        changes.changes(),
        changes.newer(),
        warnings,
        text(result),
        result.duration());
  }

  private void failIfFailed(SyncRequest request, ProcessResult result) throws SyncException {
    if (result.timedOut()) {
      throw new SyncException(
          SyncException.DEADLINE,
          request.source()
              + ": rsync was ended after "
              + deadline.toSeconds()
              + " s; raise STEP_DEADLINE if it needs longer",
          text(result));
    }
    if (result.exitCode() != 0 && result.exitCode() != ExitCode.VANISHED) {
      boolean none = result.exitCode() == ExitCode.PARTIAL && isWithoutSource(result.errors());
      int code = none ? SyncException.NO_SOURCE : result.exitCode();
      throw new SyncException(code, message(request, result), text(result));
    }
  }

  /** The target is there, we have made it; so it is the sender that misses a directory. */
  private static boolean isWithoutSource(String errors) {
    return errors.lines().anyMatch(line -> NO_SOURCE.matcher(line).find());
  }

  private static String message(SyncRequest request, ProcessResult result) {
    String said = result.errors().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return request.source()
        + ": rsync ended with "
        + result.exitCode()
        + ": "
        + ExitCode.words(result.exitCode())
        + (said.isEmpty() ? "" : " (" + said.strip() + ")");
  }

  private static String text(ProcessResult result) {
    return result.errors().isEmpty()
        ? result.output()
        : result.output() + (result.output().endsWith("\n") ? "" : "\n") + result.errors();
  }
}
