package io.github.macnightly.pkg;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What opening a package found.
 *
 * @param missing packages without which it is not complete, none as a rule
 * @param resource what must be closed in the end
 * @param script its distribution script
 */
record Opened(
    InstallerPackage.Format format,
    String title,
    List<Component> components,
    List<String> notes,
    List<String> missing,
    Closeable resource,
    Script script)
    implements Closeable {

  /**
   * The distribution script of a package and what it may refer to.
   *
   * @param bytes none when there is no script
   */
  record Script(byte[] bytes, Resources resources) {

    static final Script NONE = new Script(new byte[0], path -> Optional.empty());
  }

  /** Reads a file that lies in the package's resources. */
  @FunctionalInterface
  interface Resources {
    Optional<byte[]> read(String path) throws IOException;
  }

  Opened {
    missing = missing.stream().map(PackagePaths::line).toList();
    components = List.copyOf(components);
    notes = notes.stream().map(PackagePaths::line).toList();
    title = PackagePaths.line(title);
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
