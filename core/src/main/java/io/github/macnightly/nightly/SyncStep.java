package io.github.macnightly.nightly;

import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.sync.GuardedSync;
import io.github.macnightly.sync.ImmutableFlags;
import io.github.macnightly.sync.SyncException;
import io.github.macnightly.sync.SyncRequest;
import io.github.macnightly.sync.SyncResult;
import io.github.macnightly.sync.TreeSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A tree that is brought up to date from the master. */
final class SyncStep implements Step {

  private static final Duration FUTURE = Duration.ofDays(1);
  private static final int NAMED = 10;

  /** A master need not have these. */
  private static final Set<StepName> OPTIONAL = EnumSet.of(StepName.CONFIG, StepName.LOCAL);

  private final Work work;
  private final StepName name;
  private final SyncTargets targets;
  private final Patience patience;

  SyncStep(Work work, StepName name, Patience patience) {
    this.work = work;
    this.name = name;
    this.targets = new SyncTargets(work);
    this.patience = patience;
  }

  @Override
  public StepResult plan() throws IOException {
    String reason = targets.reasonToSkip(name);
    if (!reason.isEmpty()) {
      return StepResult.of(name, Outcome.SKIPPED, reason);
    }
    SyncRequest request = targets.request(name);
    String what =
        request.delete()
            ? "would make " + request.target() + " an exact copy of " + request.source()
            : "would bring what is new in " + request.source() + " to " + request.target();
    return StepResult.of(name, Outcome.PLANNED, what);
  }

  @Override
  public StepResult run(List<StepResult> before) throws IOException, InterruptedException {
    String reason = targets.reasonToSkip(name);
    if (!reason.isEmpty()) {
      return StepResult.of(name, Outcome.SKIPPED, reason);
    }
    SyncRequest request = targets.request(name);
    TreeSync sync = new TreeSync(work.runner(), work.deadline(), work.log());
    while (true) {
      try {
        return result(request, sync(request, sync));
      } catch (SyncException e) {
        if (e.withoutSource() && OPTIONAL.contains(name)) {
          return StepResult.of(
              name, Outcome.SKIPPED, "the master has no " + name.label() + " tree");
        }
        work.log().detail(name.label() + ": " + e.getMessage());
        if (!e.unreachable() || !patience.waits()) {
          throw e;
        }
      }
    }
  }

  private SyncResult sync(SyncRequest request, TreeSync sync)
      throws IOException, InterruptedException {
    if (!request.delete()) {
      return sync.sync(request);
    }
    return new GuardedSync(sync, flags()).sync(request);
  }

  private ImmutableFlags flags() throws IOException {
    if (!work.configuration().immutable()) {
      return ImmutableFlags.none("not used, IMMUTABLE is no");
    }
    if (work.host().isMac()) {
      return ImmutableFlags.mac(work.runner(), work.deadline());
    }
    if (!work.host().root()) {
      return ImmutableFlags.none("not used, only root can set them here");
    }
    return work.host().find("chattr").isPresent()
        ? ImmutableFlags.linux(work.runner(), work.deadline())
        : ImmutableFlags.none("not used, there is no chattr here");
  }

  private StepResult result(SyncRequest request, SyncResult result) {
    StringBuilder notes = new StringBuilder();
    result.warnings().forEach(line -> notes.append(line).append('\n'));
    notes.append(newer(request.target(), result.newer()));
    String output = result.output() + notes;
    if (result.changed() == 0) {
      return StepResult.of(name, Outcome.UNCHANGED, "nothing changed").withOutput(output);
    }
    String reason = result.changed() + (result.changed() == 1 ? " change" : " changes");
    Path backup = request.backupDirectory();
    if (backup != null && Files.isDirectory(backup)) {
      reason += ", what was replaced is in " + backup;
    }
    return StepResult.of(name, Outcome.DONE, reason).withOutput(output);
  }

  /** Says what was left alone because it is newer here: -u believes dates, and dates may lie. */
  private String newer(Path target, List<String> paths) {
    if (paths.isEmpty()) {
      return "";
    }
    String named = paths.stream().limit(NAMED).collect(Collectors.joining(", "));
    String future =
        paths.stream()
            .filter(path -> isFromTheFuture(target.resolve(path)))
            .map(
                path -> path + ": its date lies in the future, so it is never replaced; touch it\n")
            .collect(Collectors.joining());
    future.lines().forEach(work.log()::note);
    return "left alone because newer here: " + paths.size() + " (" + named + ")\n" + future;
  }

  private boolean isFromTheFuture(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
          .toInstant()
          .isAfter(work.clock().instant().plus(FUTURE));
    } catch (IOException e) {
      return false;
    }
  }
}
