package io.github.macnightly.install;

import io.github.macnightly.files.RecoveryListener;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Part;
import io.github.macnightly.state.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the database in line with the receipts that a change of a dead process was about. The
 * change may have been an installation, a removal or a way back, and may concern several items.
 */
final class RecoveredItems implements RecoveryListener {

  private final InstallContext context;

  RecoveredItems(InstallContext context) {
    this.context = context;
  }

  @Override
  public void recovered(String label, boolean finished) throws IOException {
    recovered(label, finished, List.of(context.receipts().fileFor(Labels.item(label))));
  }

  @Override
  public void recovered(String label, boolean finished, List<Path> targets) throws IOException {
    context.log().note(label + ": an interrupted change was " + (finished ? "finished" : "undone"));
    tell(label, finished ? "finished" : "undone");
    boolean removed = finished && Labels.isRemoval(label);
    enter(Labels.item(label), targets, removed);
  }

  /** Whatever died did not get to tell of itself: the history has what became of its change. */
  private void tell(String label, String how) throws IOException {
    long run = context.state().beginRun("recovery");
    String why = "the run that changed it had died";
    context.state().event(run, new RunEvent(Labels.item(label), "recover", how, why));
    context.state().endRun(run, 0);
  }

  /**
   * Enters in the database what the receipts among some paths now say.
   *
   * @param name the item that was changed
   */
  void enter(String name, List<Path> targets) throws IOException {
    enter(name, targets, false);
  }

  private void enter(String name, List<Path> targets, boolean removed) throws IOException {
    Map<Path, String> names = null;
    for (Path target : targets) {
      if (target.startsWith(context.area().receipts())) {
        names = names == null ? names(name) : names;
        String known = names.get(target);
        // What was removed together has no sum any more, each of them.
        enter(target, removed && known != null ? known : name, known);
      }
    }
  }

  private Map<Path, String> names(String name) throws IOException {
    Map<Path, String> names = new HashMap<>();
    names.put(context.receipts().fileFor(name), name);
    for (InstalledItem item : context.state().items()) {
      names.put(context.receipts().fileFor(item.name()), item.name());
    }
    return names;
  }

  /**
   * Enters one receipt as it is now. That of the item itself decides about its sum; another item
   * that has nothing left was replaced, and its sum stays.
   */
  private void enter(Path receipt, String name, String known) throws IOException {
    if (Files.exists(receipt)) {
      InstalledItem item = context.receipts().read(receipt);
      if (item.name().equals(name)) {
        new Books(context).record(item);
      } else {
        context.state().record(item);
      }
    } else if (name.equals(known)) {
      context.state().forget(known);
    } else if (known != null) {
      List<Part> by = context.receipts().read(name).map(InstalledItem::parts).orElse(List.of());
      new Books(context).drop(known, by);
    }
  }
}
