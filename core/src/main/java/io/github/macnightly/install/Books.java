package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is written down about items: a receipt each, changed in the transaction that changes their
 * files, and after it the state.
 */
final class Books {

  private final InstallContext context;

  Books(InstallContext context) {
    this.context = context;
  }

  /** Stages the receipt of an item. */
  void write(Transaction transaction, InstalledItem item) throws IOException {
    Path target = context.receipts().fileFor(item.name());
    Files.createDirectories(target.getParent());
    Path staged = transaction.stage(target);
    // Not by way of memory: the receipt of a large item has tens of megabytes.
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged), 1 << 16)) {
      context.receipts().write(item, out);
    }
    transaction.replace(staged, target);
  }

  /** Plans to take the receipt of an item away. */
  void remove(Transaction transaction, String name) throws IOException {
    Path receipt = context.receipts().fileFor(name);
    if (Files.exists(receipt)) {
      transaction.remove(receipt);
    }
  }

  /** Stages the receipt of an item that lost something to another one; nothing left, no receipt. */
  void reduce(Transaction transaction, InstalledItem item) throws IOException {
    if (isEmpty(item)) {
      remove(transaction, item.name());
    } else {
      write(transaction, item);
    }
  }

  /**
   * Records what {@link #reduce} has put in place. An item that has nothing left because another
   * one brought its packages is not installed any more, so its sum goes, too.
   *
   * @param by the parts of the item that it lost something to
   */
  void recordReduced(InstalledItem item, List<Part> by) throws IOException {
    if (isEmpty(item)) {
      drop(item.name(), by);
    } else {
      context.state().record(item);
    }
  }

  /** Drops an item that has nothing left, in the database. */
  void drop(String name, List<Part> by) throws IOException {
    Set<String> packages = new HashSet<>();
    by.stream().filter(p -> p.kind().equals("package")).forEach(p -> packages.add(p.identifier()));
    Optional<InstalledItem> was = context.state().item(name);
    if (was.isPresent() && Inventory.packages(was.get()).stream().anyMatch(packages::contains)) {
      context.state().forget(name);
    } else {
      context.state().release(name);
    }
  }

  private static boolean isEmpty(InstalledItem item) {
    return item.parts().isEmpty() && item.ledger().isEmpty();
  }

  /** Records an item so that a sum that was recorded earlier does not outlive it. */
  void record(InstalledItem item) throws IOException {
    if (item.md5() == null) {
      context.state().forget(item.name());
    }
    context.state().record(item);
  }
}
