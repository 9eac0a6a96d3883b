package io.github.macnightly.install;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stages every application and package at the top level of every volume of a disk image. */
final class ImageStager implements Closeable {

  private final Session session;
  private final List<Path> copies = new ArrayList<>();

  ImageStager(Session session) {
    this.session = session;
  }

  void stage(Path file) throws IOException {
    try (DiskImage image = DiskImage.open(file, session.options().passphrases())) {
      tellLicense(image, file);
      List<String> seen = new ArrayList<>();
      boolean found = false;
      for (Volume volume : image.volumes()) {
        ImageTree tree = new ImageTree(volume);
        seen.addAll(tree.top());
        found |= stage(tree);
      }
      if (!found) {
        throw Refusals.nothing(file.getFileName().toString(), seen, image.skipped());
      }
      // Last, because what was decoded for the copies is not decoded again; nothing of them is
      // installed before the session commits.
      image.verify();
    }
  }

  private void tellLicense(DiskImage image, Path file) throws IOException {
    image
        .license(Locale.getDefault())
        .ifPresent(
            text -> {
              session.note("the image holds a licence; dmg-install --show-license prints it");
              session.context().log().detail("licence of " + file.getFileName() + ":");
              text.lines().forEach(session.context().log()::detail);
            });
  }

  private boolean stage(ImageTree tree) throws IOException {
    boolean found = false;
    for (String name : tree.top()) {
      if (ItemKind.isApplicationName(name) && tree.isDirectory(name)) {
        new AppStager(session).stage(tree, name);
        found = true;
      } else if (ItemKind.isPackageName(name)) {
        new PackageStager(session).stage(copy(tree, name));
        found = true;
      }
    }
    return found;
  }

  /** Copies a package out of the image: its reader wants a file or a directory. */
  private Path copy(ImageTree tree, String name) throws IOException {
    Path folder = session.context().area().scratch("package");
    copies.add(folder);
    return tree.copyOut(name, folder);
  }

  @Override
  public void close() throws IOException {
    for (Path folder : copies) {
      DurableFiles.deleteTree(folder);
    }
  }
}
