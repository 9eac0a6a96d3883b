package io.github.macnightly.apfs;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container of the Apple File System with its volumes, read only. */
public final class ApfsContainer {

  static final String FORMAT = "APFS";

  private final Blocks blocks;
  private final ContainerSuperblock superblock;
  private final Keys keys;
  private final NodeCache cache;
  private final List<Volume> volumes = new ArrayList<>();

  /** Unlocks volumes, as {@link VolumeKeys#unlock} does. */
  @FunctionalInterface
  interface Keys {

    /** Returns the cipher of a volume, nothing when the volume is not encrypted. */
    Optional<BlockCipher> unlock(
        Blocks blocks, ContainerSuperblock container, VolumeSuperblock volume) throws IOException;
  }

  private ApfsContainer(Source partition, ContainerSuperblock superblock, Keys keys) {
    this.blocks = new Blocks(partition, superblock.blockSize(), superblock.blockCount());
    this.superblock = superblock;
    this.keys = keys;
    this.cache = new NodeCache(superblock.blockSize());
  }

  /**
   * Returns whether a container starts here; it may be damaged all the same.
   *
   * @throws IOException when the medium fails
   */
  public static boolean isApfs(Source partition) throws IOException {
    return ContainerSuperblock.isAt(partition);
  }

  /**
   * Opens the newest state of a container.
   *
   * @param partition the container from its first byte; bytes behind its end do no harm
   * @param passphrases asked for when a volume is encrypted
   * @throws NotThisFormatException when no container starts here
   * @throws io.github.macnightly.io.CorruptException when a superblock, an object map or the root
   *     of a volume cannot be used
   * @throws io.github.macnightly.io.UnsupportedFormatException for half of a Fusion drive and for
   *     features that are not known
   * @throws io.github.macnightly.crypt.PassphraseException when a volume stays locked
   */
  public static ApfsContainer open(Source partition, Passphrases passphrases) throws IOException {
    return open(partition, new VolumeKeys(passphrases)::unlock);
  }

  /** Opens a container whose volumes are unlocked in some way. */
  static ApfsContainer open(Source partition, Keys keys) throws IOException {
    if (!isApfs(partition)) {
      throw new NotThisFormatException(
          FORMAT, ContainerSuperblock.MAGIC_AT, "no container superblock: NXSB is missing");
    }
    ContainerSuperblock superblock = Checkpoints.newest(partition);
    superblock.requireReadable();
    ApfsContainer container = new ApfsContainer(partition, superblock, keys);
    container.openVolumes();
    return container;
  }

  private void openVolumes() throws IOException {
    ObjectMap map = ObjectMap.open(blocks, cache, superblock.objectMap());
    VirtualNodes objects =
        new VirtualNodes(blocks, map, superblock.transaction(), Optional.empty());
    for (long id : superblock.volumes()) {
      StoredObject object =
          objects.read(id).require(StoredObject.VOLUME_SUPERBLOCK, id, "volume superblock");
      volumes.add(openVolume(VolumeSuperblock.of(object)));
    }
  }

  private ApfsVolume openVolume(VolumeSuperblock volume) throws IOException {
    volume.requireReadable();
    Optional<BlockCipher> cipher = keys.unlock(blocks, superblock, volume);
    ObjectMap map = ObjectMap.open(blocks, cache, volume.objectMap());
    VirtualNodes nodes = new VirtualNodes(blocks, map, superblock.transaction(), cipher);
    Seal seal = volume.sealed() ? seal(nodes, volume.integrity()) : Seal.NONE;
    BTree tree =
        BTree.openSealed(reader(volume.rootTree(), nodes), cache, seal, volume.rootTree().id());
    Streams streams =
        volume.sealed()
            ? Streams.sealed(blocks, open(volume.extentTree(), nodes))
            : Streams.of(blocks, tree, cipher);
    return new ApfsVolume(volume, new FsTree(tree, streams, volume.hashesNames()), blocks);
  }

  private static Seal seal(VirtualNodes objects, long id) throws IOException {
    return Seal.of(objects.read(id).require(StoredObject.INTEGRITY, id, "integrity metadata"));
  }

  private BTree open(VolumeSuperblock.TreeRoot root, VirtualNodes nodes) throws IOException {
    return BTree.open(reader(root, nodes), cache, root.id());
  }

  private NodeReader reader(VolumeSuperblock.TreeRoot root, VirtualNodes nodes) {
    return root.physical() ? NodeReader.physical(blocks) : nodes;
  }

  /** Returns the volumes in the order of the container. */
  public List<Volume> volumes() {
    return List.copyOf(volumes);
  }
}
