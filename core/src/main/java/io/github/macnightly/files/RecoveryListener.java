package io.github.macnightly.files;

import java.io.IOException;

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
}
