package io.github.macnightly.install;

import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of a volume of a disk image. */
final class ImageTree implements Tree {

  /** Larger forks do not fit into an extended attribute of any file system this runs on. */
  private static final int MAX_FORK = 1 << 20;

  private static final int MAX_DEPTH = 512;

  private final Volume volume;
  private final Map<Long, String> linked = new HashMap<>();

  ImageTree(Volume volume) {
    this.volume = volume;
  }

  @Override
  public List<String> top() throws IOException {
    return volume.root().children().stream().map(VolumeEntry::name).sorted().toList();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    VolumeEntry entry = volume.root();
    for (String name : path.split("/")) {
      Optional<VolumeEntry> child =
          entry.type() == EntryType.DIRECTORY ? child(entry, name) : Optional.empty();
      if (child.isEmpty()) {
        return Optional.empty();
      }
      entry = child.get();
    }
    if (entry.type() != EntryType.FILE || entry.size() > BundleVersion.MAX_INFO) {
      return Optional.empty();
    }
    try (InputStream in = entry.open()) {
      return Optional.of(in.readAllBytes());
    }
  }

  /** Opens one file of the top level. */
  InputStream open(String name) throws IOException {
    return child(volume.root(), name).orElseThrow().open();
  }

  boolean isDirectory(String name) throws IOException {
    return child(volume.root(), name)
        .map(entry -> entry.type() == EntryType.DIRECTORY)
        .orElse(false);
  }

  @Override
  public void copy(String name, Extraction into) throws IOException {
    copy(child(volume.root(), name).orElseThrow(), name, into);
  }

  private void copy(VolumeEntry entry, String path, Extraction into) throws IOException {
    EntryAttributes attributes = attributes(entry);
    switch (entry.type()) {
      case DIRECTORY -> directory(entry, path, into);
      case SYMLINK -> into.symlink(path, entry.linkTarget(), attributes);
      case FILE -> file(entry, path, into);
      default -> into.special(path);
    }
  }

  private void directory(VolumeEntry entry, String path, Extraction into) throws IOException {
    into.directory(path, attributes(entry));
    attributesOf(entry, path, into);
    if (path.chars().filter(c -> c == '/').count() > MAX_DEPTH) {
      throw new LimitExceededException("disk image", -1, "depth of " + path, MAX_DEPTH);
    }
    for (VolumeEntry child : entry.children()) {
      copy(child, path + "/" + child.name(), into);
    }
  }

  private void file(VolumeEntry entry, String path, Extraction into) throws IOException {
    long group = entry.hardLinkGroup();
    String first = group == 0 ? null : linked.putIfAbsent(group, path);
    if (first != null) {
      into.hardLink(path, first);
      return;
    }
    try (InputStream in = entry.open()) {
      into.file(path, attributes(entry), in);
    }
    attributesOf(entry, path, into);
  }

  private static void attributesOf(VolumeEntry entry, String path, Extraction into)
      throws IOException {
    for (Map.Entry<String, byte[]> attribute : entry.extendedAttributes().entrySet()) {
      into.extendedAttribute(path, attribute.getKey(), attribute.getValue());
    }
    if (entry.resourceForkSize() > 0) {
      try (InputStream fork = entry.openResourceFork()) {
        into.extendedAttribute(path, "com.apple.ResourceFork", fork.readNBytes(MAX_FORK));
      }
    }
  }

  private static EntryAttributes attributes(VolumeEntry entry) {
    return new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
  }

  private static Optional<VolumeEntry> child(VolumeEntry directory, String name)
      throws IOException {
    return directory.children().stream().filter(e -> e.name().equals(name)).findFirst();
  }
}
