package io.github.macnightly.nio;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Opens disk images as file systems: {@code FileSystems.newFileSystem(path)}, or by a URI of the
 * scheme {@code dmg}. Java finds it by itself when this library is on the class path.
 */
public final class ImageFileSystemProvider extends FileSystemProvider {

  /** The key under which the environment may hold the passphrase, a {@code char[]}. */
  public static final String PASSPHRASE = "passphrase";

  private static final String SCHEME = "dmg";

  /** File systems that were opened by URI, each once. */
  private final Map<Path, ImageFileSystem> open = new ConcurrentHashMap<>();

  /** File systems that were opened by path, each for its caller. */
  private final List<ImageFileSystem> others = new CopyOnWriteArrayList<>();

  /** Made by Java's search for providers. */
  public ImageFileSystemProvider() {}

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /**
   * Opens an image that {@link #getFileSystem} then finds.
   *
   * @throws FileSystemAlreadyExistsException when it is open already
   * @throws io.github.macnightly.crypt.PassphraseException when a passphrase is missing or wrong
   * @throws io.github.macnightly.io.FormatException when it is damaged or of a kind not read
   */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    Path file = ImageUri.file(uri);
    synchronized (open) {
      if (open.containsKey(file)) {
        throw new FileSystemAlreadyExistsException(file.toString());
      }
      ImageFileSystem system = open(file, environment);
      open.put(file, system);
      return system;
    }
  }

  /**
   * Opens an image for the caller alone. {@link #getFileSystem} does not find it, but the URI of a
   * path in it leads back into it, or into another file system of the same image.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException also when it holds something, but
   *     nothing that is read
   * @throws UnsupportedOperationException when the file is no disk image, so that Java asks the
   *     next provider
   */
  @Override
  public FileSystem newFileSystem(Path file, Map<String, ?> environment) throws IOException {
    if (file.getFileSystem().provider() == this || !DiskImage.isImage(file)) {
      throw new UnsupportedOperationException(file + " is no disk image");
    }
    ImageFileSystem system = open(file.toRealPath(), environment);
    others.add(system);
    return system;
  }

  private ImageFileSystem open(Path file, Map<String, ?> environment) throws IOException {
    Object passphrase = environment.get(PASSPHRASE);
    Passphrases way = Passphrases.none();
    if (passphrase instanceof char[] chars) {
      way = () -> Optional.of(chars.clone());
    } else if (passphrase != null) {
      throw new IllegalArgumentException(
          PASSPHRASE + " is a " + passphrase.getClass().getSimpleName() + ", wanted a char[]");
    }
    DiskImage image = DiskImage.open(file, way);
    try {
      image.requireReadable();
    } catch (IOException e) {
      image.close();
      throw e;
    }
    return new ImageFileSystem(this, file, image);
  }

  void closed(ImageFileSystem system) {
    open.remove(system.file(), system);
    others.remove(system);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    ImageFileSystem system = open.get(ImageUri.file(uri));
    if (system == null) {
      throw new FileSystemNotFoundException(uri + " is not open");
    }
    return system;
  }

  /**
   * Returns a path in an open image, be it opened by URI or by path.
   *
   * @throws FileSystemNotFoundException when it is not open
   */
  @Override
  public Path getPath(URI uri) {
    Path file = ImageUri.file(uri);
    for (ImageFileSystem system : others) {
      if (system.file().equals(file) && !open.containsKey(file)) {
        return system.getPath(ImageUri.path(uri));
      }
    }
    return getFileSystem(uri).getPath(ImageUri.path(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    requireReading(options);
    return ContentChannel.open(of(path).node(followsLinks(options)).requireFile(path));
  }

  private static boolean followsLinks(Set<? extends OpenOption> options) {
    return !options.contains(LinkOption.NOFOLLOW_LINKS);
  }

  private static void requireReading(Set<? extends OpenOption> options) {
    for (OpenOption option : options) {
      if (option != StandardOpenOption.READ
          && option != StandardOpenOption.SPARSE
          && option != LinkOption.NOFOLLOW_LINKS) {
        throw new ReadOnlyFileSystemException();
      }
    }
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> wanted = Set.copyOf(List.of(options));
    requireReading(wanted);
    return of(path).node(followsLinks(wanted)).requireFile(path).stream();
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new Listing(of(directory), filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    if (one.equals(other)) {
      return true;
    }
    if (!(one instanceof ImagePath) || !(other instanceof ImagePath)) {
      return false;
    }
    boolean oneSystem = one.getFileSystem() == other.getFileSystem();
    return oneSystem && one.toRealPath().equals(other.toRealPath());
  }

  /** Names with a dot are hidden, as the flag of the Finder does it. */
  @Override
  public boolean isHidden(Path path) throws IOException {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".") || of(path).node(false).isHidden();
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return new ImageStore(of(path).node(true).volume());
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    of(path).node(true);
    for (AccessMode mode : modes) {
      if (mode == AccessMode.WRITE) {
        throw new AccessDeniedException(path.toString(), null, "disk images are read-only");
      }
    }
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return Views.of(of(path), type, follows(options));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (!type.isAssignableFrom(NodeAttributes.class)) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(new NodeAttributes(of(path).node(follows(options))));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    if (names.startsWith(Views.USER + ":")) {
      return Views.extended(of(path), follows(options), names.substring(Views.USER.length() + 1));
    }
    return NamedAttributes.read(new NodeAttributes(of(path).node(follows(options))), names);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return of(link).link();
  }

  private static boolean follows(LinkOption... options) {
    return !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  private static ImagePath of(Path path) {
    if (path instanceof ImagePath own) {
      return own;
    }
    throw new ProviderMismatchException(path + " is no path in a disk image");
  }
}
