package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Is told how a change ended whose process had died, so that records can be brought into line. */
@FunctionalInterface
public interface RecoveryListener {

  /**
   * Takes note of one change. It may be told twice of the same change, if the process dies in
   * between.
   *
   * @param label the label that the transaction was begun with
   * @param finished true when the new state is on disk, false when the old one is
   * @throws IOException when it could not be noted; the change is then told again the next time
   */
  void recovered(String label, boolean finished) throws IOException;

  /**
   * Takes note of one change, as {@link #recovered(String, boolean)} does.
   *
   * @param targets every path that the change was about, absolute
   */
  default void recovered(String label, boolean finished, List<Path> targets) throws IOException {
    recovered(label, finished);
  }
}
