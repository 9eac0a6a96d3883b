package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A path that is a directory in one version of a package and something else in the next. */
class KindChangeTest extends StagedTest {

  private static final Tree DIRECTORY =
      Tree.create().file("dir/x", "x").file("dir/deep/y", "y").file("keep", "1");

  @BeforeEach
  void installFirst() throws Exception {
    stage.install(flat("1", DIRECTORY));
  }

  private Path flat(String version, Tree payload) throws IOException {
    return flat("o.kind", version, payload);
  }

  private Path flat(String identifier, String version, Tree payload) throws IOException {
    Path file = stage.items.resolve(identifier + "-" + version + ".pkg");
    PackageSpec spec = PackageSpec.of(payload).identifier(identifier).version(version);
    FlatPackageBuilder.component(spec.installLocation("/opt"), file);
    return file;
  }

  private Path at(String path) {
    return stage.root.resolve("opt").resolve(path);
  }

  private Forecast planned(Path file) throws IOException {
    return stage.installer().plan(file, Origin.of(file)).details().forecast().orElseThrow();
  }

  private void refusedByPlanAndRun(Path file, String why) throws IOException {
    Map<String, String> before = stage.installed();
    assertThatThrownBy(() -> planned(file))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> stage.install(file))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(why);
    assertThat(stage.installed()).isEqualTo(before);
  }

  @Test
  void directoryOfTheEarlierVersionBecomesFile() throws Exception {
    Path second = flat("2", Tree.create().file("dir", "file now").file("keep", "2"));
    assertThat(planned(second).paths().stream().map(p -> p.action() + " " + p.path()))
        .contains("replace /opt/dir", "remove /opt/dir/x", "remove /opt/dir/deep");
    stage.install(second);
    assertThat(at("dir")).hasContent("file now");
    assertThat(stage.context.state().owners("/opt/dir/x")).isEmpty();
  }

  @Test
  void directoryOfTheEarlierVersionBecomesLink() throws Exception {
    stage.install(flat("2", Tree.create().symlink("dir", "keep").file("keep", "2")));
    assertThat(at("dir")).isSymbolicLink().hasContent("2");
  }

  @Test
  void fileOfTheEarlierVersionBecomesDirectory() throws Exception {
    Path second = flat("2", Tree.create().file("dir/x", "x").file("keep/inside", "2"));
    assertThat(planned(second).paths().stream().map(p -> p.action() + " " + p.path()))
        .contains("new /opt/keep/inside");
    stage.install(second);
    assertThat(at("keep/inside")).hasContent("2");
  }

  @Test
  void directoryWithSomethingOfSomebodyElseStays() throws Exception {
    Files.writeString(at("dir/mine"), "mine");
    refusedByPlanAndRun(
        flat("2", Tree.create().symlink("dir", "keep")),
        "/opt/dir: is a directory, where the payload has a symbolic link, and /opt/dir/mine does"
            + " not belong to the earlier version alone");
  }

  @Test
  void directoryWithSomethingChangedStays() throws Exception {
    Files.writeString(at("dir/x"), "mine");
    refusedByPlanAndRun(
        flat("2", Tree.create().file("dir", "file")), "/opt/dir/x was changed since");
  }

  @Test
  void directoryThatAnotherPackageUsesStays() throws Exception {
    stage.install(flat("o.other", "1", Tree.create().file("dir/theirs", "t")));
    refusedByPlanAndRun(flat("2", Tree.create().file("dir", "file")), "does not belong");
  }

  @Test
  void linkThatLeadsNowhereIsCalledLink() throws Exception {
    Files.createSymbolicLink(at("fresh"), Path.of("nowhere"));
    refusedByPlanAndRun(
        flat("2", Tree.create().file("fresh/x", "x").file("dir/x", "x")),
        "/opt/fresh: is a symbolic link, where the payload has a directory");
  }
}
