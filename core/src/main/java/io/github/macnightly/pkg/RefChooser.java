package io.github.macnightly.pkg;

import java.io.IOException;
import java.util.List;

/** Decides which packages of a distribution script are installed. */
@FunctionalInterface
public interface RefChooser {

  /**
   * Chooses.
   *
   * @param script the bytes of the distribution script
   * @return ids of {@code pkg-ref} elements in the order of installation
   * @throws IOException when it cannot be decided; the package is refused with that
   */
  List<String> choose(byte[] script) throws IOException;
}
