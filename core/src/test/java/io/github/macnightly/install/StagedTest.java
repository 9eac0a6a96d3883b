package io.github.macnightly.install;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests that install into a root have in common: the root, and its end. */
abstract class StagedTest {

  @TempDir Path work;
  Stage stage;

  @BeforeEach
  void makeStage() throws IOException {
    stage = new Stage(work);
  }

  @AfterEach
  void closeStage() {
    stage.close();
  }
}
