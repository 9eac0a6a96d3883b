package io.github.macnightly.install;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.files.WorkArea;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An item that is ready to be installed; an archive of applications is unpacked already, and on the
 * medium. Preparing touches nothing that is installed, so it may run while another item is being
 * installed.
 */
public final class Prepared implements Closeable {

  private final Path item;
  private final Path folder;
  private final Extraction unpacked;

  private Prepared(Path item, Path folder, Extraction unpacked) {
    this.item = item;
    this.folder = folder;
    this.unpacked = unpacked;
  }

  /** Returns an item of which nothing is done ahead. */
  public static Prepared untouched(Path item) {
    return new Prepared(item, null, null);
  }

  static Prepared of(Path item, WorkArea area) throws IOException {
    if (ItemKind.of(item) != ItemKind.ARCHIVE || Unpacked.holdsPackage(item)) {
      return untouched(item);
    }
    Path folder = area.scratch("ahead");
    try {
      Extraction extraction = new Extraction(folder.resolve("item"), ExtractionRules.STRICT);
      new ArchiveTree(item).unpack(extraction);
      DurableFiles.forceTree(folder);
      return new Prepared(item, folder, extraction);
    } catch (IOException | RuntimeException e) {
      DurableFiles.deleteTree(folder);
      throw e;
    }
  }

  /** Returns the item as it was handed over. */
  public Path item() {
    return item;
  }

  Optional<Extraction> unpacked() {
    return Optional.ofNullable(unpacked);
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      DurableFiles.deleteTree(folder);
    }
  }
}
