package io.github.macnightly.files;

import java.nio.file.Path;

/**
 * Where new objects are built and old ones kept on one volume.
 *
 * @param base the work area itself, or a hidden directory at the top of another volume
 */
record Volume(Path base) {

  /** The name of the hidden directory on other volumes. */
  static final String HIDDEN = ".macnightly";

  Path stage() {
    return base.resolve("stage");
  }

  Path kept() {
    return base.resolve("kept");
  }
}
