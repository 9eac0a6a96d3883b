package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that is in place while its result could not be recorded. */
class LeftCommitTest {

  @TempDir Path root;

  private WorkArea area;

  @BeforeEach
  void leave() throws IOException {
    area = WorkArea.at(root);
    try (Transaction transaction = begin()) {
      Path staged = transaction.stage(root.resolve("file"));
      Files.writeString(staged, "new");
      transaction.replace(staged, root.resolve("file"));
      transaction.commit();
      transaction.leaveToRecovery();
    }
  }

  private Transaction begin() throws IOException {
    return Transaction.begin(area, "item", Clock.systemUTC());
  }

  @Test
  void recoveryTellsOfItAndCleansUp() throws IOException {
    List<String> told = new ArrayList<>();

    area.recover(Log.SILENT, (label, finished) -> told.add(label + " " + finished));

    assertThat(told).containsExactly("item true");
    assertThat(root.resolve("file")).hasContent("new");
    assertThat(area.needsRecovery()).isFalse();
  }

  @Test
  void noOtherBeginsBefore() {
    assertThatThrownBy(this::begin).hasMessageContaining("recover it first");
  }
}
