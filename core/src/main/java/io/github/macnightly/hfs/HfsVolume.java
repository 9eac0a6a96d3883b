package io.github.macnightly.hfs;

import io.github.macnightly.decmpfs.Decmpfs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An HFS+ or HFSX volume, read only. Safe for use by several threads at once. */
public final class HfsVolume implements Volume {

  static final String FORMAT = "HFS+";

  /** The kernel takes 3,802 bytes at most. */
  private static final int MAX_COMPRESSION = 1 << 16;

  private static final byte[] NOTHING = new byte[0];

  private final VolumeHeader header;
  private final boolean unfinished;
  private final Forks forks;
  private final Catalog catalog;
  private final Attributes attributes;
  private final Links links;
  private final CatalogKey rootKey;
  private final CatalogRecord rootRecord;

  private HfsVolume(Journal journal) throws IOException {
    Source volume = journal.volume();
    this.header = VolumeHeader.read(volume);
    this.unfinished = journal.unfinished();
    this.forks = Forks.open(volume, header);
    this.catalog = catalog(forks, header);
    this.attributes = attributes(forks, header, volume);
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
    return new HfsVolume(Journal.of(inner, VolumeHeader.read(inner)));
  }

  private static Catalog catalog(Forks forks, VolumeHeader header) throws IOException {
    Source file = forks.open(header.catalog(), VolumeHeader.CATALOG_FILE, Forks.DATA);
    BTree tree = BTree.open(file, "catalog");
    boolean binary = header.extended() && tree.comparesBinary();
    return new Catalog(tree, binary ? NameOrder.BINARY : NameOrder.FOLDED);
  }

  private static Attributes attributes(Forks forks, VolumeHeader header, Source volume)
      throws IOException {
    Optional<BTree> tree = Optional.empty();
    if (header.attributes().size() > 0) {
      Source file = forks.open(header.attributes(), VolumeHeader.ATTRIBUTES_FILE, Forks.DATA);
      tree = Optional.of(BTree.open(file, "attributes file"));
    }
    return new Attributes(tree, header, volume);
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
    return header.extended() ? "HFSX" : FORMAT;
  }

  @Override
  public boolean caseSensitive() {
    return catalog.order() == NameOrder.BINARY;
  }

  /**
   * Returns whether there may be changes that are neither in their places nor in a journal that can
   * be used: the volume was copied while it was in use. It is read as it is; what was changed last
   * may be missing or torn. Changes in a sound journal are shown as if they were in their places.
   */
  public boolean hasUnfinishedJournal() {
    return unfinished;
  }

  @Override
  public long size() {
    return header.size();
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (header.copied()) {
      warnings.add("primary volume header is damaged, its copy is used");
    }
    if (unfinished) {
      warnings.add(
          "was in use when it was copied and its journal is damaged or elsewhere: the last changes"
              + " may be missing");
    }
    return List.copyOf(warnings);
  }

  @Override
  public HfsEntry root() {
    return new HfsEntry(new Visit(this), rootKey, rootRecord);
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

  /**
   * A name is looked for as it is given, then as macOS would store it, then as programs would that
   * follow the Unicode of today, and last with its colons, which only a foreign writer leaves.
   */
  private Optional<HfsEntry> child(HfsEntry directory, String name) throws IOException {
    if (directory.type() != EntryType.DIRECTORY) {
      return Optional.empty();
    }
    String stored = Names.stored(name);
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(stored);
    spellings.add(Decomposition.of(stored));
    spellings.add(Normalizer.normalize(stored, Normalizer.Form.NFD));
    spellings.add(name);
    for (String spelling : spellings) {
      Optional<Catalog.Item> item = catalog.find(directory.id(), spelling);
      if (item.isPresent()) {
        String found = item.get().key().name();
        return links.hides(directory.id(), found)
            ? Optional.empty()
            : Optional.of(entry(new Listing(directory), found, item.get().record()));
      }
    }
    return Optional.empty();
  }

  List<VolumeEntry> children(HfsEntry directory) throws IOException {
    List<VolumeEntry> children = new ArrayList<>();
    long id = directory.id();
    Listing listing = new Listing(directory);
    ListingRules rules = new ListingRules(id, catalog.order(), listing.footprintAbove());
    catalog.list(
        directory,
        rules,
        (name, record) -> {
          if (!links.hides(id, name)) {
            children.add(entry(listing, name, record));
          }
        });
    listing.setFootprint(rules.footprint());
    return children;
  }

  /** Makes an entry; only links and compressed files need more than what is listed. */
  private HfsEntry entry(Listing listing, String name, CatalogRecord listed) throws IOException {
    Names.require(name);
    Optional<Catalog.Item> target = links.follow(listing.directory().id(), name, listed);
    HfsEntry.Content content =
        target.isEmpty()
            ? new HfsEntry.Content(listed, null)
            : new HfsEntry.Content(target.get().record(), target.get().key());
    Decmpfs compression = null;
    if (content.record().isCompressed()) {
      Optional<byte[]> attribute = attributes.head(content.record().id(), Decmpfs.ATTRIBUTE);
      compression = attribute.isEmpty() ? null : Decmpfs.read(attribute.get());
    }
    return new HfsEntry(listing, name, content, compression);
  }

  /** Returns how a compressed file is stored, with the content if that is in its attribute. */
  Decmpfs compression(long file) throws IOException {
    Optional<byte[]> attribute = attributes.find(file, Decmpfs.ATTRIBUTE, MAX_COMPRESSION);
    return Decmpfs.read(attribute.orElse(NOTHING));
  }

  Forks forks() {
    return forks;
  }

  Attributes attributes() {
    return attributes;
  }
}
