package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExchangeTest {

  @TempDir private Path temp;

  @Test
  void exchangesAnythingWithAnything() throws IOException {
    Path file = Files.writeString(temp.resolve("file \u00e9"), "file");
    Path directory = Files.createDirectories(temp.resolve("directory/x")).getParent();
    assumeTrue(Filesystem.SYSTEM.exchange(file, directory), "this file system cannot exchange");
    assertThat(temp.resolve("directory")).hasContent("file");
    assertThat(temp.resolve("file \u00e9/x")).isDirectory();
  }

  @Test
  void saysWhichNameIsGone() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "file");
    assertThatThrownBy(() -> Filesystem.SYSTEM.exchange(file, temp.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone");
  }
}
