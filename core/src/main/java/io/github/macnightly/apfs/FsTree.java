package io.github.macnightly.apfs;

import io.github.macnightly.decmpfs.Decmpfs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records of a volume, by what they tell. */
final class FsTree {

  /** The attribute that holds the target of a symbolic link. */
  static final String LINK_TARGET = "com.apple.fs.symlink";

  /** The attribute that holds the resource fork. */
  static final String RESOURCE_FORK = "com.apple.ResourceFork";

  /** Attributes of one file, which every listing goes through. */
  private static final int MAX_ATTRIBUTES = 4096;

  /** Bytes of all attributes of one file together. */
  private static final int MAX_ATTRIBUTE_BYTES = 16 << 20;

  private static final int COMPRESSION_HEADER = 16;

  private static final ByteBuffer STORED_FORK = stored(RESOURCE_FORK);
  private static final ByteBuffer STORED_TARGET = stored(LINK_TARGET);
  private static final ByteBuffer STORED_COMPRESSION = stored(Decmpfs.ATTRIBUTE);

  private final BTree tree;
  private final Streams streams;
  private final boolean hashedNames;

  FsTree(BTree tree, Streams streams, boolean hashedNames) {
    this.tree = tree;
    this.streams = streams;
    this.hashedNames = hashedNames;
  }

  private static ByteBuffer stored(String name) {
    return ByteBuffer.wrap((name + "\0").getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }

  Streams streams() {
    return streams;
  }

  /**
   * Returns the names in a directory, in the order of the volume.
   *
   * @param above bytes of memory that other listings take meanwhile
   * @throws CorruptException for a name that is there twice or that no file can bear
   * @throws LimitExceededException for more than 40 MiB with the listings above
   */
  Listing list(long directory, int above) throws IOException {
    FsKey key = FsKey.first(directory, FsKey.DIRECTORY_ENTRY);
    Listing listing = new Listing(directory, above);
    BTreeCursor cursor = tree.seek(key);
    for (; key.heads(cursor); cursor.advance()) {
      listing.add(DirectoryEntry.of(cursor, hashedNames));
    }
    return listing;
  }

  /**
   * Finds a name in a directory: by its hash, where keys have one, else among all names. As our
   * folding is that of this Java's Unicode, not of the one that made the volume, a name that the
   * hash does not find is looked for among all names too.
   */
  Optional<DirectoryEntry> find(long directory, String name, boolean caseSensitive)
      throws IOException {
    if (!hashedNames) {
      return list(directory, 0).entries().stream()
          .filter(entry -> entry.name().equals(name))
          .findFirst();
    }
    String wanted = Names.canonical(name, caseSensitive);
    Optional<DirectoryEntry> hit = findByHash(directory, wanted, caseSensitive);
    if (hit.isPresent()) {
      return hit;
    }
    return list(directory, 0).entries().stream()
        .filter(entry -> Names.canonical(entry.name(), caseSensitive).equals(wanted))
        .findFirst();
  }

  /** Finds a name by the hash of its canonical form. */
  Optional<DirectoryEntry> findByHash(long directory, String wanted, boolean caseSensitive)
      throws IOException {
    int hash = Names.hash(wanted);
    FsKey directoryKey = FsKey.first(directory, FsKey.DIRECTORY_ENTRY);
    BTreeCursor cursor = tree.seek(DirectoryEntry.firstOf(directory, hash));
    for (; directoryKey.heads(cursor); cursor.advance()) {
      if (DirectoryEntry.hash(cursor) != hash) {
        return Optional.empty();
      }
      DirectoryEntry entry = DirectoryEntry.of(cursor, true);
      if (Names.canonical(entry.name(), caseSensitive).equals(wanted)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what is known of a file. Its records are neighbours, so this is one look-up.
   *
   * @throws CorruptException when there is no such file or its records make no sense
   */
  FileFacts file(long id) throws IOException {
    BTreeCursor cursor = tree.seek(FsKey.first(id, FsKey.INODE));
    if (!FsKey.first(id, FsKey.INODE).heads(cursor)) {
      throw new CorruptException(
          ApfsContainer.FORMAT, -1, "file " + Long.toUnsignedString(id) + " has no inode");
    }
    Inode inode = Inode.of(id, cursor);
    cursor.advance();
    long size = inode.size();
    long forkSize = 0;
    Decmpfs compression = null;
    for (Attributes all = new Attributes(id, cursor); all.hasMore(); all.advance()) {
      ByteBuffer name = Attribute.name(cursor);
      if (name.equals(STORED_FORK)) {
        forkSize = Attribute.of(cursor).size();
      } else if (name.equals(STORED_TARGET)) {
        size = Math.max(0, Attribute.of(cursor).size() - 1);
      } else if (name.equals(STORED_COMPRESSION) && (inode.flags() & Inode.COMPRESSED) != 0) {
        compression = Decmpfs.read(start(Attribute.of(cursor)));
        size = compression.size();
      }
    }
    boolean forkIsContent = compression != null && compression.usesResourceFork();
    return new FileFacts(inode, size, compression != null, forkIsContent, forkSize);
  }

  /** Returns an attribute of a file by its name. */
  Optional<Attribute> attribute(long id, String name) throws IOException {
    ByteBuffer wanted = stored(name);
    BTreeCursor cursor = tree.seek(FsKey.first(id, FsKey.ATTRIBUTE));
    for (Attributes all = new Attributes(id, cursor); all.hasMore(); all.advance()) {
      if (Attribute.name(cursor).equals(wanted)) {
        return Optional.of(Attribute.of(cursor));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns all attributes of a file but those that the reader of the volume uses itself.
   *
   * @throws LimitExceededException for more than 16 MiB, names included
   */
  Map<String, byte[]> attributes(FileFacts file) throws IOException {
    Map<String, byte[]> attributes = new TreeMap<>();
    int left = MAX_ATTRIBUTE_BYTES;
    long id = file.inode().id();
    BTreeCursor cursor = tree.seek(FsKey.first(id, FsKey.ATTRIBUTE));
    for (Attributes all = new Attributes(id, cursor); all.hasMore(); all.advance()) {
      ByteBuffer stored = Attribute.name(cursor);
      boolean used =
          stored.equals(STORED_FORK)
              || stored.equals(STORED_TARGET)
              || file.compressed() && stored.equals(STORED_COMPRESSION);
      if (!used) {
        byte[] content = content(Attribute.of(cursor), left);
        left -= Math.min(left, content.length + stored.capacity());
        attributes.put(Names.decode(cursor.node(), stored), content);
      }
    }
    return attributes;
  }

  /** Opens the content of an attribute. */
  Source open(Attribute attribute) {
    if (attribute.stream() != 0) {
      return streams.open(attribute.stream(), attribute.size());
    }
    byte[] bytes = new byte[attribute.embedded().capacity()];
    attribute.embedded().get(0, bytes);
    return Source.of(bytes);
  }

  /** Returns the header of a compressed file's attribute, all that a listing needs of it. */
  private byte[] start(Attribute attribute) throws IOException {
    return open(attribute).read(0, (int) Math.min(COMPRESSION_HEADER, attribute.size())).array();
  }

  /** Returns the content of an attribute that is not longer than a limit. */
  byte[] content(Attribute attribute, int limit) throws IOException {
    if (attribute.size() > limit) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT, -1, "size of extended attributes", limit);
    }
    return open(attribute).read(0, (int) attribute.size()).array();
  }

  /** Moves a cursor over the attributes of a file and counts them. */
  private static final class Attributes {

    private final FsKey key;
    private final BTreeCursor cursor;
    private int count;

    Attributes(long id, BTreeCursor cursor) {
      this.key = FsKey.first(id, FsKey.ATTRIBUTE);
      this.cursor = cursor;
    }

    boolean hasMore() throws IOException {
      boolean more = key.heads(cursor);
      if (more && count == MAX_ATTRIBUTES) {
        throw new LimitExceededException(
            ApfsContainer.FORMAT, -1, "number of attributes of " + key.owner(), MAX_ATTRIBUTES);
      }
      return more;
    }

    void advance() {
      count++;
      cursor.advance();
    }
  }
}
