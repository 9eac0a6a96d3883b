package io.github.macnightly.install;

import io.github.macnightly.archive.Archive;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Unpacks an archive for a program that wants the item unpacked. */
public final class Unpacker {

  private Unpacker() {}

  /**
   * Unpacks.
   *
   * @param archive a tar or zip file whose name tells the kind of item, such as {@code X.app.zip}
   * @param folder where to; it must not exist
   * @return the item in the folder: what is named like the archive, else the one thing of its kind
   * @throws io.github.macnightly.io.FormatException when the archive is damaged or hostile, or
   *     holds no such item, or several
   */
  public static Path unpack(Path archive, Path folder) throws IOException {
    Extraction extraction = new Extraction(folder, ExtractionRules.PACKAGE);
    new ArchiveTree(archive).unpack(extraction);
    return item(archive.getFileName().toString(), extraction.directory());
  }

  private static Path item(String archive, Path folder) throws IOException {
    Path namesake = folder.resolve(Archive.stem(archive));
    if (Files.exists(namesake)) {
      return namesake;
    }
    String ending = "." + ItemNames.kind(archive);
    List<String> names = new DirectoryTree(folder).top();
    List<String> fitting =
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).endsWith(ending)).toList();
    if (fitting.size() != 1) {
      throw Refusals.notOne(archive, ending, names);
    }
    return folder.resolve(fitting.get(0));
  }
}
