package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A classic HFS volume, read only. Safe for use by several threads at once. */
public final class ClassicVolume implements Volume {

  static final String FORMAT = "HFS";

  private final boolean copied;
  private final long size;
  private final Forks forks;
  private final Catalog catalog;
  private final ClassicEntry root;

  private ClassicVolume(Source volume, long at) throws IOException {
    MasterDirectoryBlock block = MasterDirectoryBlock.read(volume, at).requireInside(volume);
    this.size = block.size();
    this.copied = at != MasterDirectoryBlock.OFFSET;
    this.forks = Forks.open(volume, block);
    this.catalog = Catalog.open(forks, block.catalog());
    CatalogRecord record = catalog.root();
    this.root = new ClassicEntry(this, record, 0);
    catalog.list(record);
  }

  /**
   * Returns whether a master directory block, or its copy, is there and plausible; the volume may
   * be damaged all the same. The wrapper of an HFS+ volume is none, nor is an HFS+ volume that was
   * made where a classic one had been.
   *
   * @param partition the volume from its first byte to its last
   * @throws IOException when the medium fails
   */
  public static boolean isClassic(Source partition) throws IOException {
    try {
      MasterDirectoryBlock.read(partition, MasterDirectoryBlock.OFFSET);
      return true;
    } catch (FormatException e) {
      return MasterDirectoryBlock.mayUseCopy(partition) && hasCopy(partition);
    }
  }

  private static boolean hasCopy(Source partition) throws IOException {
    try {
      MasterDirectoryBlock.read(partition, partition.size() - MasterDirectoryBlock.OFFSET);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }

  /**
   * Opens a volume, by the copy of its master directory block where the block itself does not lead
   * to the files.
   *
   * @param partition the volume from its first byte; the copy is found only if it ends with the
   *     source
   * @throws NotThisFormatException when there is no such block
   * @throws CorruptException when the catalog cannot be used
   */
  public static ClassicVolume open(Source partition) throws IOException {
    try {
      return new ClassicVolume(partition, MasterDirectoryBlock.OFFSET);
    } catch (FormatException damaged) {
      if (!MasterDirectoryBlock.mayUseCopy(partition)) {
        throw damaged;
      }
      try {
        return new ClassicVolume(partition, partition.size() - MasterDirectoryBlock.OFFSET);
      } catch (FormatException noCopy) {
        throw worse(damaged, noCopy);
      }
    }
  }

  /** Returns what is wrong with the block, unless only the copy shows that this is a volume. */
  private static FormatException worse(FormatException block, FormatException copy) {
    boolean onlyCopy =
        block instanceof NotThisFormatException && !(copy instanceof NotThisFormatException);
    FormatException told = onlyCopy ? copy : block;
    told.addSuppressed(onlyCopy ? block : copy);
    return told;
  }

  @Override
  public String name() {
    return root.name();
  }

  @Override
  public String fileSystem() {
    return FORMAT;
  }

  @Override
  public boolean caseSensitive() {
    return false;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<String> warnings() {
    return copied ? List.of("master directory block is damaged, its copy is used") : List.of();
  }

  @Override
  public VolumeEntry root() {
    return root;
  }

  /** Finds an entry as the interface says; composed and decomposed accents are the same here. */
  @Override
  public Optional<VolumeEntry> find(String path) throws IOException {
    VolumeEntry entry = root;
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        Optional<VolumeEntry> child = child(entry, name);
        if (child.isEmpty()) {
          return Optional.empty();
        }
        entry = child.get();
      }
    }
    return Optional.of(entry);
  }

  private static Optional<VolumeEntry> child(VolumeEntry directory, String name)
      throws IOException {
    String folded = Names.folded(name);
    Optional<VolumeEntry> near = Optional.empty();
    for (VolumeEntry child : directory.children()) {
      if (child.name().equals(name)) {
        return Optional.of(child);
      }
      if (Names.folded(child.name()).equals(folded)) {
        near = Optional.of(child);
      }
    }
    return near;
  }

  List<VolumeEntry> children(CatalogRecord directory, int depth) throws IOException {
    List<VolumeEntry> children = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CatalogRecord record : catalog.list(directory)) {
      ClassicEntry child = new ClassicEntry(this, record, depth + 1);
      if (!names.add(child.name())) {
        throw new CorruptException(
            FORMAT, -1, "directory %d lists '%s' twice".formatted(directory.id(), child.name()));
      }
      children.add(child);
    }
    return children;
  }

  Forks forks() {
    return forks;
  }
}
