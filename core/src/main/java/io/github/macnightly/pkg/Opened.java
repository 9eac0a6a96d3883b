package io.github.macnightly.pkg;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * What opening a package found.
 *
 * @param missing packages without which it is not complete, none as a rule
 * @param resource what must be closed in the end
 */
record Opened(
    InstallerPackage.Format format,
    String title,
    List<Component> components,
    List<String> notes,
    List<String> missing,
    Closeable resource)
    implements Closeable {

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
