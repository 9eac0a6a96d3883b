package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.CorruptException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Payloads with device nodes, or with names that a Mac's volume takes for one. */
class OddPayloadTest extends StagedTest {

  private static Path fixture(String name) {
    Path file = Shared.fixture("pkg/synthetic/" + name).orElse(null);
    assumeTrue(file != null, "no fixtures");
    return file;
  }

  @Test
  void deviceNodesAreLeftOutAndTold() throws Exception {
    Path file = fixture("benign/devices.pkg");
    String note = "left out 3 device nodes, pipes and sockets, the first: /dev/null";
    Outcome planned = stage.installer().plan(file, Origin.of(file));
    assertThat(planned.notes()).contains(note);
    assertThat(planned.details().forecast().orElseThrow().paths())
        .extracting(PlannedPath::path)
        .containsExactly("/dev", "/dev/ok");
    assertThat(stage.install(file).notes()).contains(note);
    assertThat(stage.added()).containsKeys("dev", "dev/ok").doesNotContainKeys("dev/null");
  }

  @Test
  void linkAndDirectoryThatAreOneNameOnAMacAreRefusedByPlanAndRun() throws Exception {
    Path file = fixture("hostile/payload-casefold.pkg");
    String why = "/opt/LINK is a symbolic link and /opt/link a directory";
    assertThatThrownBy(() -> stage.installer().plan(file, Origin.of(file)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> stage.install(file))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(why);
    assertThat(stage.added()).isEmpty();
  }

  @Test
  void namesThatAreOneOnAMacAreToldByPlanAndRun() throws Exception {
    Path file = stage.items.resolve("twins.pkg");
    Tree payload = Tree.create().file("d/Read.txt", "a").file("d/read.txt", "b");
    PackageSpec spec = PackageSpec.of(payload).identifier("o.twins").version("1");
    FlatPackageBuilder.component(spec.installLocation("/opt"), file);
    List<String> planned = stage.installer().plan(file, Origin.of(file)).notes();
    assertThat(planned)
        .singleElement()
        .asString()
        .startsWith("/opt/d/Read.txt and /opt/d/read.txt are one name");
    assertThat(stage.install(file).notes()).containsAll(planned);
  }
}
