package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of Apple's installer, and what is made of its answer; it does not run here. */
class AppleInstallerTest extends StagedTest {

  private static final String TRANSCRIPT =
      """
      installer: Package name is Harbour Fonts
      installer: Upgrading at base path /
      installer:PHASE:Preparing for installation
      installer:%1.000000
      installer:STATUS:Writing files
      installer:%97.750000
      installer: The upgrade was successful.
      """;

  private final List<String> told = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private String choices = "";

  private void install(InstallOptions options, int status) throws Exception {
    InstallContext plain = stage.context;
    InstallContext context =
        new InstallContext(
            plain.root(),
            plain.area(),
            plain.state(),
            plain.receipts(),
            plain.host(),
            request -> new SystemProcessRunner().run(standIn(request, status)),
            plain.clock(),
            new Told());
    AppleInstaller.install(context, options, Path.of("/x/Harbour Fonts.pkg"));
  }

  /** A program that prints a transcript and ends as it is told. */
  private ProcessRequest standIn(ProcessRequest request, int status) {
    asked.addAll(request.command());
    int at = asked.indexOf("-applyChoiceChangesXML");
    try {
      choices = at < 0 ? "" : Files.readString(Path.of(asked.get(at + 1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ProcessRequest.of("/bin/sh", "-c", "printf %s \"$0\"; exit " + status, TRANSCRIPT);
  }

  private final class Told implements Log {
    @Override
    public void note(String line) {
      told.add(line);
    }

    @Override
    public void detail(String line) {
      told.add(line);
    }
  }

  @Test
  void installsIntoTheRootAndTellsPhasesWithoutPercentages() throws Exception {
    install(InstallOptions.defaults(), 0);
    assertThat(asked)
        .containsExactly(
            "/usr/sbin/installer", "-verboseR", "-pkg", "/x/Harbour Fonts.pkg", "-target", "/");
    assertThat(told)
        .containsExactly(
            "Apple's installer installs Harbour Fonts.pkg",
            "Package name is Harbour Fonts",
            "Upgrading at base path /",
            "Preparing for installation",
            "Writing files",
            "The upgrade was successful.");
  }

  @Test
  void handsOverTheChoices() throws Exception {
    byte[] file = "<plist/>".getBytes(StandardCharsets.UTF_8);
    install(InstallOptions.defaults().wishing(new Wishes(file, "", "")), 0);
    assertThat(choices).isEqualTo("<plist/>");
    assertThat(asked).endsWith("-pkg", "/x/Harbour Fonts.pkg", "-target", "/");
  }

  @Test
  void failureOfTheInstallerIsOneOfTheItem() {
    assertThatThrownBy(() -> install(InstallOptions.defaults(), 1))
        .isInstanceOf(ScriptFailedException.class)
        .hasMessageContaining("Harbour Fonts.pkg");
  }
}
