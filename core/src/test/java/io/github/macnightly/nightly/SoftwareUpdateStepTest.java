package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.host.Host;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.io.Log;
import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.packages.PackageContext;
import io.github.macnightly.process.ProcessResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SoftwareUpdateStepTest {

  private final List<List<String>> commands = new ArrayList<>();

  private SoftwareUpdateStep step(Host host, String root, int status) {
    ProcessResult answer =
        new ProcessResult(status, "Installed\n", "", false, false, Duration.ZERO);
    InstallContext install =
        new InstallContext(
            new RootedPaths(Path.of(root)),
            null,
            null,
            null,
            host,
            request -> {
              commands.add(request.command());
              return answer;
            },
            Clock.systemUTC(),
            Log.SILENT);
    PackageContext packages =
        new PackageContext(install, InstallOptions.defaults(), null, null, 1, false);
    return new SoftwareUpdateStep(
        new Work(
            new NightlyContext(
                Configuration.empty(),
                packages,
                new Random(1),
                wait -> {},
                null,
                Map.of(),
                line -> {}),
            Log.SILENT));
  }

  @Test
  void macThatUpdatesItselfInstallsAllOfApplesUpdates() throws Exception {
    StepResult result = step(TestHost.mac(), "/", 0).run(List.of());

    assertThat(commands).containsExactly(List.of("softwareupdate", "--install", "--all"));
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.output()).isEqualTo("Installed\n");
  }

  @Test
  void failureOfApplesProgramIsAFailure() throws Exception {
    StepResult result = step(TestHost.mac(), "/", 2).run(List.of());

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("softwareupdate --install --all ended with status 2");
  }

  @Test
  void otherRootsAndMachinesAreLeftAlone() throws Exception {
    assertThat(step(TestHost.mac(), "/lab", 0).run(List.of()).reason())
        .isEqualTo("the root is not /");
    assertThat(step(TestHost.linux(), "/", 0).run(List.of()).reason())
        .isEqualTo("this is not a Mac");
    assertThat(commands).isEmpty();
  }

  @Test
  void planRunsNothing() throws Exception {
    assertThat(step(TestHost.mac(), "/", 0).plan().outcome()).isEqualTo(Outcome.PLANNED);
    assertThat(commands).isEmpty();
  }
}
