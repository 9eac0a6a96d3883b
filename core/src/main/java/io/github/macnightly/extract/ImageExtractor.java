package io.github.macnightly.extract;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes all that is in a disk image into a directory. */
public final class ImageExtractor {

  private final ExtractionRules rules;

  /**
   * Makes an extractor.
   *
   * @param appleDouble whether forks and attributes that the target cannot hold go to {@code
   *     ._NAME} files
   */
  public ImageExtractor(boolean appleDouble) {
    this.rules = appleDouble ? ExtractionRules.IMAGE.withAppleDouble() : ExtractionRules.IMAGE;
  }

  /**
   * Writes the tree of a single volume straight into the directory; of several volumes each gets a
   * folder. What was written is not compared with the checksums of the image: {@link
   * DiskImage#verify} does that, and quickly so afterwards.
   *
   * @param directory is made if need be, with those above it, else it must be empty; it may be a
   *     symbolic link to such a one
   * @throws java.nio.file.FileAlreadyExistsException when it is not empty
   * @throws io.github.macnightly.io.FormatException when a volume is damaged; what has been written
   *     stays
   */
  public ExtractionResult extract(DiskImage image, Path directory) throws IOException {
    TreeExtractor trees = new TreeExtractor(new Extraction(prepare(directory), rules));
    for (Map.Entry<String, Volume> folder : image.folders().entrySet()) {
      trees.copy(folder.getValue().root(), folder.getKey());
    }
    return trees.finish();
  }

  /**
   * Makes the directory that is written into, with those above it, as far as they are missing.
   *
   * @return the directory itself, where a symbolic link leads to it
   * @throws IOException when it cannot be made
   */
  public static Path prepare(Path directory) throws IOException {
    return Files.createDirectories(directory).toRealPath();
  }
}
