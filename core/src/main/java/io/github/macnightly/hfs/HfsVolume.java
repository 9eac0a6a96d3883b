package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An HFS+ or HFSX volume, read only. Safe for use by several threads at once. */
public final class HfsVolume implements Volume {

  static final String FORMAT = "HFS+";

  /** How often links to directories are followed: such links can multiply what a walk sees. */
  private static final int MAX_DIRECTORY_LINKS = 100_000;

  private final Forks forks;
  private final Catalog catalog;
  private final Attributes attributes;
  private final Links links;
  private final CatalogKey rootKey;
  private final CatalogRecord rootRecord;
  private final AtomicInteger followed = new AtomicInteger();

  private HfsVolume(Forks forks, Catalog catalog, Attributes attributes) throws IOException {
    this.forks = forks;
    this.catalog = catalog;
    this.attributes = attributes;
    this.links = Links.open(catalog);
    this.rootKey = catalog.thread(Catalog.ROOT);
    Optional<Catalog.Item> root = catalog.find(rootKey.parent(), rootKey.name());
    if (rootKey.parent() != Catalog.ROOT_PARENT
        || root.isEmpty()
        || root.get().record().id() != Catalog.ROOT) {
      throw new CorruptException(FORMAT, Catalog.ROOT, "the catalog has no root directory");
    }
    this.rootRecord = root.get().record();
  }

  /**
   * Opens a volume, or the one embedded in a classic HFS wrapper.
   *
   * @param volume the volume from its first byte; bytes behind its end do no harm
   * @throws io.github.macnightly.io.NotThisFormatException when there is no volume header
   * @throws CorruptException when a special file cannot be used
   */
  public static HfsVolume open(Source volume) throws IOException {
    Source inner = Wrapper.unwrap(volume);
    VolumeHeader header = VolumeHeader.read(inner);
    Forks forks = Forks.open(inner, header);
    BTree tree = BTree.open(forks.open(header.catalog(), 4, Forks.DATA), "catalog");
    boolean binary = header.extended() && tree.comparesBinary();
    Catalog catalog = new Catalog(tree, binary ? NameOrder.BINARY : NameOrder.FOLDED);
    Optional<BTree> attributes = Optional.empty();
    if (header.attributes().size() > 0) {
      Source file = forks.open(header.attributes(), 8, Forks.DATA);
      attributes = Optional.of(BTree.open(file, "attributes file"));
    }
    return new HfsVolume(forks, catalog, new Attributes(attributes, header, inner));
  }

  /**
   * Returns whether a volume header, or its copy, is there; the volume may be damaged all the same.
   *
   * @throws IOException when the medium fails
   */
  public static boolean isHfs(Source volume) throws IOException {
    try {
      VolumeHeader.read(Wrapper.unwrap(volume));
      return true;
    } catch (FormatException e) {
      return e instanceof CorruptException && startsLikeVolume(volume);
    }
  }

  private static boolean startsLikeVolume(Source volume) throws IOException {
    if (volume.size() < VolumeHeader.OFFSET + 2) {
      return false;
    }
    short signature = volume.read(VolumeHeader.OFFSET, 2).getShort(0);
    return signature == 0x482B || signature == 0x4858;
  }

  @Override
  public String name() {
    return Names.shown(rootKey.name());
  }

  @Override
  public String fileSystem() {
    return caseSensitive() ? "HFSX" : "HFS+";
  }

  @Override
  public boolean caseSensitive() {
    return catalog.order() == NameOrder.BINARY;
  }

  @Override
  public HfsEntry root() {
    return new HfsEntry(this, new HfsEntry.Place(rootKey, rootKey, 0), rootRecord, null);
  }

  @Override
  public Optional<VolumeEntry> find(String path) throws IOException {
    HfsEntry entry = root();
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        Optional<HfsEntry> child = child(entry, name);
        if (child.isEmpty()) {
          return Optional.empty();
        }
        entry = child.get();
      }
    }
    return Optional.of(entry);
  }

  private Optional<HfsEntry> child(HfsEntry directory, String name) throws IOException {
    if (directory.type() != EntryType.DIRECTORY) {
      return Optional.empty();
    }
    String stored = Names.stored(name);
    Optional<Catalog.Item> item = catalog.find(directory.id(), stored);
    if (item.isEmpty()) {
      item = catalog.find(directory.id(), Normalizer.normalize(stored, Normalizer.Form.NFD));
    }
    if (item.isEmpty() || links.hides(item.get().key())) {
      return Optional.empty();
    }
    return Optional.of(entry(item.get(), directory.depth() + 1));
  }

  List<VolumeEntry> children(HfsEntry directory) throws IOException {
    if (directory.isLink() && followed.incrementAndGet() > MAX_DIRECTORY_LINKS) {
      throw new LimitExceededException(
          FORMAT, directory.id(), "number of directory hard links", MAX_DIRECTORY_LINKS);
    }
    List<VolumeEntry> children = new ArrayList<>();
    catalog.list(
        directory.contentItem(),
        item -> {
          if (!links.hides(item.key())) {
            children.add(entry(item, directory.depth() + 1));
          }
        });
    return children;
  }

  private HfsEntry entry(Catalog.Item item, int depth) throws IOException {
    Catalog.Item content = links.follow(item);
    CatalogRecord record = content.record();
    HfsEntry.Place place = new HfsEntry.Place(item.key(), content.key(), depth);
    Names.require(item.key().name());
    Compression compression = null;
    if (record.isCompressed()) {
      Optional<byte[]> attribute = attributes.find(record.id(), Compression.ATTRIBUTE);
      compression = attribute.isEmpty() ? null : Compression.read(attribute.get());
    }
    return new HfsEntry(this, place, record, compression);
  }

  Forks forks() {
    return forks;
  }

  Attributes attributes() {
    return attributes;
  }
}
