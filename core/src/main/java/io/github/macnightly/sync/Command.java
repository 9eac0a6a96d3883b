package io.github.macnightly.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The words that rsync is started with; no shell sees them. */
final class Command {

  private static final long LONGEST_IDLE = 600; // seconds
  private static final long LONGEST_CONNECT = 60; // seconds

  private final String program;
  private final Dialect dialect;
  private final long seconds;

  Command(String program, Dialect dialect, Duration deadline) {
    this.program = program;
    this.dialect = dialect;
    this.seconds = Math.max(1, deadline.toSeconds());
  }

  List<String> sync(SyncRequest request) {
    List<String> words = new ArrayList<>(List.of(program));
    // -rlt: what -a is without mode, owner, group and device nodes.
    words.addAll(request.contentsOnly() ? List.of("-rltzOK", "--executability") : List.of("-az"));
    words.addAll(reporting(request));
    if (request.delete()) {
      words.add("--delete-after");
    }
    if (request.update()) {
      words.add("-u");
    }
    if (request.dryRun()) {
      words.add("-n");
    }
    if (request.backupDirectory() != null) {
      words.addAll(List.of("-b", "--backup-dir=" + request.backupDirectory().toAbsolutePath()));
    }
    words.addAll(filters(request));
    words.addAll(patience(request.source()));
    words.add(slash(request.source()));
    words.add(slash(request.target().toAbsolutePath().toString()));
    return words;
  }

  private List<String> reporting(SyncRequest request) {
    if (dialect.open()) {
      return List.of("-8", "--out-format=%n");
    }
    return dialect.tellsNewer() && request.update()
        ? List.of("-8", "-i", "--info=skip1")
        : List.of("-8", "-i");
  }

  private static List<String> filters(SyncRequest request) {
    List<String> words = new ArrayList<>();
    request.excludes().forEach(pattern -> words.add("--exclude=" + pattern));
    add(words, "--include-from=", request.includeFrom());
    add(words, "--exclude-from=", request.excludeFrom());
    return words;
  }

  private static void add(List<String> words, String option, Path file) {
    if (file != null) {
      words.add(option + file.toAbsolutePath());
    }
  }

  /** Lists what is at the top of a source. */
  List<String> list(String source) {
    List<String> words = new ArrayList<>(List.of(program, "--list-only", "-8"));
    words.addAll(patience(source));
    words.add(slash(source));
    return words;
  }

  private List<String> patience(String source) {
    List<String> words = new ArrayList<>();
    words.add("--no-motd");
    words.add("--timeout=" + Math.min(seconds, LONGEST_IDLE));
    boolean daemon = source.startsWith("rsync://") || source.contains("::");
    if (daemon && dialect.isModern()) {
      words.add("--contimeout=" + Math.min(seconds, LONGEST_CONNECT));
    }
    return words;
  }

  private static String slash(String path) {
    return path.endsWith("/") ? path : path + "/";
  }
}
