package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import java.io.IOException;
import java.nio.file.Path;

/** Unpacks an archive for a program that wants the item unpacked. */
public final class Unpacker {

  private Unpacker() {}

  /**
   * Unpacks.
   *
   * @param archive a tar or zip file
   * @param folder where to; it must not exist
   * @return the folder
   * @throws io.github.macnightly.io.FormatException when the archive is damaged or hostile
   */
  public static Path unpack(Path archive, Path folder) throws IOException {
    Extraction extraction = new Extraction(folder, ExtractionRules.PACKAGE);
    new ArchiveTree(archive).unpack(extraction);
    return extraction.directory();
  }
}
