package io.github.macnightly.nio;

import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A disk image as a file system. */
final class ImageFileSystem extends FileSystem {

  private final ImageFileSystemProvider provider;
  private final Path file;
  private final DiskImage image;
  private volatile boolean open = true;

  ImageFileSystem(ImageFileSystemProvider provider, Path file, DiskImage image) {
    this.provider = provider;
    this.file = file;
    this.image = image;
  }

  /** Returns the image. */
  Path file() {
    return file;
  }

  DiskImage image() {
    if (!open) {
      throw new ClosedFileSystemException();
    }
    return image;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      provider.closed(this);
      image.close();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(new ImagePath(this, "/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    List<FileStore> stores = new ArrayList<>();
    for (Volume volume : image().volumes()) {
      stores.add(new ImageStore(volume));
    }
    return stores;
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic", "owner", "posix", "user");
  }

  @Override
  public Path getPath(String first, String... more) {
    StringBuilder path = new StringBuilder(first);
    for (String part : more) {
      if (!part.isEmpty()) {
        path.append(path.isEmpty() ? "" : "/").append(part);
      }
    }
    return new ImagePath(this, path.toString());
  }

  /** Patterns are those of the system this runs on, matched against paths with slashes. */
  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("owners in a disk image are numbers");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("a disk image does not change");
  }
}
