package io.github.macnightly.pkg;

import io.github.macnightly.xar.XarArchive;
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
 * @param archives the archives that its components are read from, none for what lies in directories
 */
record Opened(
    InstallerPackage.Format format,
    String title,
    List<Component> components,
    List<String> notes,
    List<String> missing,
    Closeable resource,
    Script script,
    List<XarArchive> archives)
    implements Closeable {

  /**
   * The distribution script of a package and what it may refer to.
   *
   * @param bytes none when there is no script
   */
  record Script(byte[] bytes, RefChooser.Resources resources) {

    static final Script NONE = new Script(new byte[0], path -> Optional.empty());
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
