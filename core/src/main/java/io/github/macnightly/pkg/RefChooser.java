package io.github.macnightly.pkg;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

  /**
   * Chooses for a script that may take its texts from the resources of the package.
   *
   * @param resources opens them
   */
  default List<String> choose(byte[] script, Resources resources) throws IOException {
    return choose(script);
  }

  /** The folder of resources of a package. */
  @FunctionalInterface
  interface Resources {

    /**
     * Reads a file of at most 16 MiB.
     *
     * @param path below the folder, such as {@code en.lproj/Localizable.strings}
     * @return empty when it is absent
     */
    Optional<byte[]> read(String path) throws IOException;
  }
}
