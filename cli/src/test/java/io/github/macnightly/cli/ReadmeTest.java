package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.fixtures.repository.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what is so. */
class ReadmeTest {

  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(Run.project().resolve("README.md"));
  }

  private static List<String> commands() throws IOException {
    String text = readme();
    String block = text.substring(text.indexOf("```console\n"));
    return block.lines().skip(1).takeWhile(line -> !line.startsWith("```")).toList();
  }

  private Installation sandbox() throws IOException {
    Installation installation = Installation.of(folder).withProgram().in(folder);
    for (String name : List.of("app-install", "pkg-install", "image")) {
      Files.createSymbolicLink(installation.bin(name), Path.of("macnightly"));
    }
    Path master = folder.resolve("master");
    Demo.make(master);
    try (Stream<Path> packages = Files.list(master.resolve("1/PKGS"))) {
      for (Path file : (Iterable<Path>) packages::iterator) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(
        folder.resolve("manifests/site_default.yaml"),
        "catalogs: [production]\nmanaged_installs: ['Tea*']\n");
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("etc"));
    Files.createDirectories(tree.resolve("common/manager"));
    Files.copy(
        master.resolve("1/common/manager/update.pkglist"),
        tree.resolve("common/manager/update.pkglist"));
    Files.writeString(
        tree.resolve("etc/localconfig.yml"),
        "UPDATEMASTER: " + master.toUri() + "\nUPDATEVERSION: 1\n");
    return installation;
  }

  @Test
  void everyCommandOfTheReadmeWorks() throws Exception {
    Installation installation = sandbox();
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(8).allMatch(line -> line.startsWith("$ bin/"));
    for (String command : commands) {
      Path script = folder.resolve("command.sh");
      Installation.script(script, command.substring(2));
      Installation.Result result = installation.run(script);
      assertThat(result.status()).as(command + "\n" + result.errors()).isZero();
    }
  }

  @Test
  void everyStatusStandsInTheTable() throws IOException {
    String table = readme().substring(readme().indexOf("| status | means |"));
    for (ExitStatus status : ExitStatus.values()) {
      assertThat(table).containsPattern("\\b" + status.code() + "\\b");
    }
  }

  @Test
  void theFilesItNamesAreThere() throws IOException {
    List<String> links =
        java.util.regex.Pattern.compile("\\]\\(([^)#]+)\\)")
            .matcher(readme())
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(links).isNotEmpty().allMatch(link -> Files.exists(Run.project().resolve(link)));
  }
}
