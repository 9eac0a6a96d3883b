package io.github.macnightly.cli.kill;

import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The promises that hold after every fault, asked of one tree. */
final class Aftermath {

  /** How far a killed run had come, by what lies in the tree. */
  enum State {
    OLD,
    PARTLY_NEW,
    NEW
  }

  private static final String RESTING =
      "lock|pkgupdate\\.lock|scratch\\.lock|volumes|receipts/[^/]+\\.json"
          + "|journal|kept|stage|scratch|receipts|cache";

  private final Scene scene;
  private final Records records;
  private final Path root;
  private final List<String> violations = new ArrayList<>();

  /**
   * Looks at a tree that a run has died in.
   *
   * @param records what is recorded after an undisturbed run
   */
  Aftermath(Scene scene, Records records, Path root) {
    this.scene = scene;
    this.records = records;
    this.root = root;
  }

  List<String> violations() {
    return violations;
  }

  /** Looks right after the death, before anything was mended. */
  State atOnce() throws IOException {
    Trees now = Trees.of(root);
    Set<String> strangers = now.strangers(scene.before, scene.after);
    require(strangers.isEmpty(), "neither old nor new at once: " + strangers);
    for (String bundle : Repositories.BUNDLES) {
      require(isWhole(now, List.of(bundle)), "mixed at once: " + bundle);
    }
    boolean pending = Trees.isPending(root);
    for (List<String> item : Repositories.ITEMS) {
      require(pending || isWhole(now, item), "mixed without a journal: " + item);
    }
    requireCanary();
    return state(now);
  }

  private State state(Trees now) {
    if (Repositories.ITEMS.stream().allMatch(item -> now.isLike(scene.before.tree(), item))) {
      return State.OLD;
    }
    boolean all = Repositories.ITEMS.stream().allMatch(i -> now.isLike(scene.after.tree(), i));
    return all ? State.NEW : State.PARTLY_NEW;
  }

  /** Recovers, and looks whether each item is whole then and nothing but downloads is left. */
  void afterRecovery() throws IOException, InterruptedException {
    Program.Ended recovery = scene.recovery(root).run();
    require(recovery.status() == 0, "the recovery failed: " + recovery);
    Trees now = Trees.of(root);
    Set<String> strangers = now.strangers(scene.before, scene.after);
    require(strangers.isEmpty(), "neither old nor new after recovery: " + strangers);
    for (List<String> item : Repositories.ITEMS) {
      require(isWhole(now, item), "mixed after recovery: " + item);
    }
    requireRest(now, "(cache|kept)/.*");
  }

  private boolean isWhole(Trees now, List<String> item) {
    return now.isLike(scene.before.tree(), item) || now.isLike(scene.after.tree(), item);
  }

  /** The next run reaches the new version, and the one after it does nothing. */
  void afterNextRuns() throws IOException, InterruptedException, SQLException {
    Program.Ended next = scene.program(root).run();
    require(next.status() == 0, "the next run failed: " + next);
    Trees healed = Trees.of(root);
    require(healed.tree().equals(scene.after.tree()), "not new: " + differences(healed.tree()));
    requireRest(healed, "kept/.*");
    Program.Ended idle = scene.program(root).run();
    require(idle.status() == 0 && scene.didNothing(idle), "the run after it: " + idle);
    Trees last = Trees.of(root);
    require(last.tree().equals(healed.tree()), "the run after it changed something");
    requireRest(last, "kept/.*");
    List<String> wrong = Records.of(root).differences(records);
    require(wrong.isEmpty(), "recorded otherwise: " + wrong);
    requireCanary();
  }

  /** What is told of the tree agrees with what is told of an undisturbed one. */
  void requireListing(String wanted) throws IOException, InterruptedException {
    String listing = scene.listing(root);
    require(listing.equals(wanted), "--list-installed: " + listing + " instead of " + wanted);
  }

  private void requireRest(Trees now, String allowed) {
    Set<String> left = new TreeSet<>(now.area().keySet());
    left.removeIf(path -> path.matches(RESTING) || path.matches(allowed));
    require(left.isEmpty(), "left in the work area: " + left);
  }

  private void requireCanary() throws IOException {
    Map<String, String> canary = Tree.digest(root.resolveSibling("canary"));
    require(canary.equals(Scene.canary().digest()), "the canary is " + canary);
  }

  private String differences(Map<String, String> tree) {
    Set<String> paths = new TreeSet<>(tree.keySet());
    paths.addAll(scene.after.tree().keySet());
    paths.removeIf(path -> String.valueOf(tree.get(path)).equals(scene.after.tree().get(path)));
    return paths.toString();
  }

  /** Notes a violation unless something holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
