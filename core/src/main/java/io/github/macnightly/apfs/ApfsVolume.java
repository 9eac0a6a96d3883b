package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A volume of a container, as it was when the image was made; snapshots do not show. Safe for use
 * by several threads at once.
 */
public final class ApfsVolume implements Volume {

  private static final long ROOT = 2;
  private static final long ROOT_PARENT = 1;

  private final VolumeSuperblock superblock;
  private final FsTree tree;
  private final Blocks blocks;
  private final ApfsEntry root;

  ApfsVolume(VolumeSuperblock superblock, FsTree tree, Blocks blocks) throws IOException {
    this.superblock = superblock;
    this.tree = tree;
    this.blocks = blocks;
    FileFacts facts = tree.file(ROOT);
    this.root = new ApfsEntry(this, superblock.name(), Level.ROOT, facts);
    if (root.type() != EntryType.DIRECTORY || facts.inode().parent() != ROOT_PARENT) {
      throw new CorruptException(
          ApfsContainer.FORMAT, -1, "volume '" + name() + "' has no root directory");
    }
  }

  @Override
  public String name() {
    return superblock.name();
  }

  @Override
  public String fileSystem() {
    return "APFS";
  }

  @Override
  public boolean caseSensitive() {
    return superblock.caseSensitive();
  }

  /** {@inheritDoc} All volumes of a container share its space. */
  @Override
  public long size() {
    return blocks.count() * blocks.size();
  }

  @Override
  public List<String> warnings() {
    return blocks.warnings();
  }

  @Override
  public VolumeEntry root() {
    return root;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of a name that is not there all names of the directory are read.
   */
  @Override
  public Optional<VolumeEntry> find(String path) throws IOException {
    ApfsEntry entry = root;
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        Optional<ApfsEntry> child = child(entry, name);
        if (child.isEmpty()) {
          return Optional.empty();
        }
        entry = child.get();
      }
    }
    return Optional.of(entry);
  }

  private Optional<ApfsEntry> child(ApfsEntry directory, String name) throws IOException {
    if (directory.type() != EntryType.DIRECTORY) {
      return Optional.empty();
    }
    Optional<DirectoryEntry> found = tree.find(directory.id(), name, caseSensitive());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            entry(
                directory,
                directory.level().below(directory.level().footprint()),
                found.get(),
                tree.file(found.get().file())));
  }

  /** Looks inodes up in the order of their numbers: that is the order in which they are stored. */
  List<VolumeEntry> children(ApfsEntry directory) throws IOException {
    Listing listing = tree.list(directory.id(), directory.level().footprint());
    Level level = directory.level().below(listing.footprint());
    List<DirectoryEntry> entries = listing.entries();
    Integer[] byFile = new Integer[entries.size()];
    Arrays.setAll(byFile, i -> i);
    Arrays.sort(byFile, Comparator.comparingLong(i -> entries.get(i).file()));
    VolumeEntry[] children = new VolumeEntry[byFile.length];
    FileFacts facts = null;
    for (int i : byFile) {
      DirectoryEntry entry = entries.get(i);
      boolean sameFile = facts != null && facts.inode().id() == entry.file();
      facts = sameFile ? facts : tree.file(entry.file());
      ApfsEntry child = entry(directory, level, entry, facts);
      if (sameFile && child.type() == EntryType.DIRECTORY) {
        throw new CorruptException(
            ApfsContainer.FORMAT, -1, "directory '" + child.name() + "' has two names");
      }
      children[i] = child;
    }
    return new ArrayList<>(Arrays.asList(children));
  }

  /**
   * Directories know their only parent. A directory that is listed anywhere else is refused, which
   * makes the directories a tree whatever the bytes say.
   */
  private ApfsEntry entry(ApfsEntry directory, Level level, DirectoryEntry entry, FileFacts facts)
      throws IOException {
    ApfsEntry child = new ApfsEntry(this, entry.name(), level, facts);
    if (child.type() == EntryType.DIRECTORY && facts.inode().parent() != directory.id()) {
      throw new CorruptException(
          ApfsContainer.FORMAT,
          -1,
          "directory '%s' is listed in %d but belongs to %d"
              .formatted(entry.name(), directory.id(), facts.inode().parent()));
    }
    return child;
  }

  FsTree tree() {
    return tree;
  }
}
