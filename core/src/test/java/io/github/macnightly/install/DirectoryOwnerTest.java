package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Owners of directories that cannot be put in place as a whole, as receipts go into them too. */
class DirectoryOwnerTest extends StagedTest {

  private static Object attribute(Path path, String name) throws IOException {
    return Files.getAttribute(path, "unix:" + name);
  }

  @Test
  void directoryThatReceiptsGoIntoTooHasItsOwner() throws Exception {
    assumeTrue((int) attribute(stage.root, "uid") == 0, "only root gives files away");
    Path file = Shared.fixture("pkg/real/munkitools-2.8.1.2847.pkg").orElse(null);
    assumeTrue(file != null, "no fixtures");
    stage.install(file);
    assertThat(attribute(stage.root.resolve("Library"), "gid")).isEqualTo(80);
    assertThat((int) attribute(stage.root.resolve("Library"), "mode") & 07777).isEqualTo(01775);
  }
}
