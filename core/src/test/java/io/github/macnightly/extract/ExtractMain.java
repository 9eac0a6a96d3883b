package io.github.macnightly.extract;

import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.nio.file.Path;

/** Extracts an image in a process of its own, whose memory the tests choose. */
final class ExtractMain {

  private ExtractMain() {}

  public static void main(String[] arguments) throws IOException {
    try (DiskImage image = DiskImage.open(Path.of(arguments[0]))) {
      new ImageExtractor(true).extract(image, Path.of(arguments[1]));
    }
  }
}
