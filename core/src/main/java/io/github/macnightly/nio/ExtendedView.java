package io.github.macnightly.nio;

import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The extended attributes by the names that macOS uses, which counts the resource fork as one. */
record ExtendedView(ImagePath path, boolean follow) implements UserDefinedFileAttributeView {

  private static final String FORK = "com.apple.ResourceFork";

  @Override
  public String name() {
    return Views.USER;
  }

  @Override
  public List<String> list() throws IOException {
    Node node = path.node(follow);
    List<String> names = new ArrayList<>(attributes(node).keySet());
    if (forkSize(node) > 0) {
      names.add(FORK);
    }
    return List.copyOf(names);
  }

  @Override
  public int size(String attribute) throws IOException {
    Node node = path.node(follow);
    return isFork(node, attribute) ? requireInt(forkSize(node)) : attribute(node, attribute).length;
  }

  @Override
  public int read(String attribute, ByteBuffer target) throws IOException {
    int size = size(attribute);
    if (size > target.remaining()) {
      throw refusal(attribute + " has " + size + " bytes, the buffer " + target.remaining());
    }
    byte[] value = value(attribute);
    target.put(value);
    return value.length;
  }

  /** Returns the bytes of an attribute. */
  byte[] value(String attribute) throws IOException {
    Node node = path.node(follow);
    if (!isFork(node, attribute)) {
      return attribute(node, attribute);
    }
    int size = requireInt(forkSize(node));
    try (InputStream in = node.entry().openResourceFork()) {
      return in.readNBytes(size);
    }
  }

  private byte[] attribute(Node node, String attribute) throws IOException {
    byte[] value = attributes(node).get(attribute);
    if (value == null) {
      throw refusal("has no attribute " + attribute);
    }
    return value;
  }

  private static boolean isFork(Node node, String attribute) {
    return attribute.equals(FORK) && forkSize(node) > 0;
  }

  private static long forkSize(Node node) {
    VolumeEntry entry = node.entry();
    return entry == null ? 0 : entry.resourceForkSize();
  }

  private int requireInt(long size) throws FileSystemException {
    if (size > Integer.MAX_VALUE) {
      throw refusal("has a resource fork of " + size + " bytes, which no array holds");
    }
    return (int) size;
  }

  private static Map<String, byte[]> attributes(Node node) throws IOException {
    return node.entry() == null ? Map.of() : node.entry().extendedAttributes();
  }

  private FileSystemException refusal(String reason) {
    return new FileSystemException(path.toAbsolutePath().toString(), null, reason);
  }

  @Override
  public int write(String attribute, ByteBuffer source) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(String attribute) {
    throw new ReadOnlyFileSystemException();
  }
}
