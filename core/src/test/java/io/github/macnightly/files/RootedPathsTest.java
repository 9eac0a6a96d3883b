package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootedPathsTest {

  @TempDir private Path temp;
  private Path root;
  private RootedPaths paths;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectories(temp.resolve("root")).toRealPath();
    Files.createDirectories(root.resolve("private/etc"));
    paths = new RootedPaths(root);
  }

  private void link(String path, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  @Test
  void directoryIsFollowedToItsEndAndNamedAsItIs() throws IOException {
    link("etc", "/private/etc");
    link("out", "../outside");
    assertThat(paths.resolveDirectory("/etc")).isEqualTo(root.resolve("private/etc"));
    assertThat(paths.resolve("/etc")).isEqualTo(root.resolve("etc"));
    assertThatThrownBy(() -> paths.resolveDirectory("/out"))
        .hasMessageContaining("'/out' leads out of " + root);
  }

  @Test
  void resolvesInsideTheRoot() throws IOException {
    assertThat(paths.resolve("/a//b/./c/")).isEqualTo(root.resolve("a/b/c"));
    assertThat(paths.resolve("/")).isEqualTo(root);
  }

  @Test
  void followsRelativeLinksOfParents() throws IOException {
    link("etc", "private/etc");
    assertThat(paths.resolve("/etc/x")).isEqualTo(root.resolve("private/etc/x"));
  }

  @Test
  void startsAbsoluteLinksAtTheRoot() throws IOException {
    link("etc", "/private/etc");
    assertThat(paths.resolve("/etc/x")).isEqualTo(root.resolve("private/etc/x"));
  }

  @Test
  void doesNotFollowTheLastName() throws IOException {
    link("etc", "/private/etc");
    assertThat(paths.resolve("/etc")).isEqualTo(root.resolve("etc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/..", "/a/../../b", "etc/x", "", "/out/x", "/a\0b"})
  void refusesWhatLeadsOutOfTheRoot(String path) throws IOException {
    link("out", "../..");
    assertThatThrownBy(() -> paths.resolve(path)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesLinksInCircles() throws IOException {
    link("a", "b");
    link("b", "a");
    assertThatThrownBy(() -> paths.resolve("/a/x"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("40 links");
  }

  @Test
  void writesPathsAsTheTreeSeesThem() {
    assertThat(paths.relative(root.resolve("etc/x"))).isEqualTo("/etc/x");
    assertThat(paths.relative(root)).isEqualTo("/");
  }

  @Test
  void refusesToWriteAPathOutsideOfTheRoot() {
    assertThatThrownBy(() -> paths.relative(Path.of("/elsewhere")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
