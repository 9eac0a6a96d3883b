package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts are told, and when they run. */
class PackageScriptTest {

  private static final List<String> ALL =
      List.of(
          "InstallationCheck",
          "VolumeCheck",
          "preflight",
          "preinstall",
          "preupgrade",
          "postinstall",
          "postupgrade",
          "postflight");

  @TempDir Path work;
  private Stage stage;
  private Path mark;

  @BeforeEach
  void makeRoot() throws IOException {
    stage = new Stage(Files.createDirectories(work.resolve("a=b")));
    mark = work.resolve("mark");
  }

  @AfterEach
  void closeState() {
    stage.close();
  }

  private PackageSpec tool(String version) {
    return PackageSpec.of(Tree.create().file("t/tool", version))
        .identifier("org.example.t")
        .version(version)
        .installLocation("/opt");
  }

  private void flat(PackageSpec spec) throws Exception {
    Path file = stage.items.resolve("Tool.pkg");
    FlatPackageBuilder.component(spec, file);
    install(file);
  }

  private void install(Path file) throws Exception {
    stage.installer(Stage.withScripts()).install(file, Origin.of(file));
  }

  /** Lists what a script sees, without what its shell has set. */
  private Map<String, String> seen(String script, boolean flat) throws Exception {
    PackageSpec spec =
        tool("1").script(script, "#!/bin/sh\nenv > '" + mark + "'\npwd >> '" + mark + "'\n");
    if (flat) {
      flat(spec);
    } else {
      BundlePackageBuilder.bundle("Tool.pkg", spec).writeTo(stage.items);
      install(stage.items.resolve("Tool.pkg"));
    }
    Map<String, String> all = new TreeMap<>();
    for (String line : Files.readAllLines(mark)) {
      String[] pair = line.split("=", 2);
      all.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    all.keySet().removeAll(List.of("PWD", "OLDPWD", "_", "SHLVL"));
    return all;
  }

  @Test
  void scriptSeesTheVariablesOfAppleAndNoneOfOurs() throws Exception {
    Map<String, String> seen = seen("postinstall", true);
    String root = stage.root.toString();
    assertThat(seen)
        .containsEntry("DSTROOT", root + "/opt")
        .containsEntry("DSTVOLUME", root)
        .containsEntry("PACKAGE_PATH", stage.items.resolve("Tool.pkg").toString())
        .containsEntry("SCRIPT_NAME", "postinstall")
        .containsEntry("INSTALL_PKG_SESSION_ID", "org.example.t")
        .containsEntry("COMMAND_LINE_INSTALL", "1")
        .containsEntry("PATH", "/bin:/sbin:/usr/bin:/usr/sbin:/usr/libexec")
        .containsEntry("HOME", root + "/var/root")
        .containsEntry("USER", "root")
        .containsEntry("LOGNAME", "root")
        .containsEntry("SHELL", "/bin/sh");
    assertThat(seen.get("TMPDIR"))
        .startsWith(root + "/var/db/macnightly/")
        .isEqualTo(seen.get("INSTALLER_TEMP"))
        .isEqualTo(seen.get("INSTALLER_SECURE_TEMP"))
        .isEqualTo(seen.get("SHARED_INSTALLER_TEMP"));
    assertThat(seen.keySet().stream().filter(name -> name.matches("[A-Z_]+")))
        .containsExactlyInAnyOrder(
            "COMMAND_LINE_INSTALL",
            "DSTROOT",
            "DSTVOLUME",
            "HOME",
            "INSTALLER_PAYLOAD_DIR",
            "INSTALLER_SECURE_TEMP",
            "INSTALLER_TEMP",
            "INSTALL_PKG_SESSION_ID",
            "LOGNAME",
            "PACKAGE_PATH",
            "PATH",
            "SCRIPT_NAME",
            "SHARED_INSTALLER_TEMP",
            "SHELL",
            "TMPDIR",
            "USER");
  }

  @Test
  void scriptOfABundlePackageIsToldWhereItsReceiptIs() throws Exception {
    assertThat(seen("postinstall", false))
        .containsEntry("RECEIPT_PATH", stage.root + "/Library/Receipts/Tool.pkg");
  }

  @Test
  void userOfTheRunningSystemIsWhoeverInstalls() {
    ScriptRoot whole = new ScriptRoot(new RootedPaths(Path.of("/")), false, "");
    ScriptPlace place = new ScriptPlace(Path.of("/x.pkg"), Path.of("/s"), Path.of("/p"));
    Map<String, String> ours = Map.of("HOME", "/Users/tea", "USER", "tea", "SECRET", "x");
    assertThat(ScriptEnvironment.of(whole, place, ours))
        .containsEntry("HOME", "/Users/tea")
        .containsEntry("USER", "tea")
        .containsEntry("SHELL", "/bin/sh")
        .containsEntry("INSTALLER_PAYLOAD_DIR", "/p")
        .doesNotContainKey("SECRET");
  }

  @Test
  void scriptBeforeThePayloadSeesThePayloadAsItWillBe() throws Exception {
    String look = "#!/bin/sh\ncat \"$INSTALLER_PAYLOAD_DIR/t/tool\" > '" + mark + "'\n";
    flat(tool("7").script("preinstall", look));
    assertThat(mark).hasContent("7");
  }

  private PackageSpec linked(String target) {
    return tool("1")
        .script("both", "#!/bin/sh\necho both > '" + mark + "'\n")
        .scriptLink("postinstall", target);
  }

  private static FormatException refused(ThrowingCallable install) {
    return catchThrowableOfType(FormatException.class, install);
  }

  @Test
  void scriptThatIsALinkOutOfThePackageIsRefused() throws Exception {
    for (String target : List.of("/bin/true", "../../outside", "sub/../../x")) {
      Path file = stage.items.resolve("Tool.pkg");
      FlatPackageBuilder.component(linked(target), file);
      assertThat(refused(() -> install(file)))
          .hasMessageContaining("postinstall of org.example.t is a link that leads out");
      assertThat(refused(() -> stage.installer(Stage.withScripts()).plan(file, Origin.of(file))))
          .hasMessageContaining("leads out");
      assertThat(stage.added()).isEmpty();
    }
  }

  @Test
  void scriptThatIsALinkToAnotherOfThePackageRuns() throws Exception {
    flat(linked("./both"));
    assertThat(mark).hasContent("both");
  }

  @Test
  void failedScriptLeavesNothingRunning() throws Exception {
    String script = "#!/bin/sh\nsleep 60 &\necho $! > '" + mark + "'\nexit 3\n";
    assertThatThrownBy(() -> flat(tool("1").script("preinstall", script)))
        .isInstanceOf(ScriptFailedException.class);
    long pid = Long.parseLong(Files.readString(mark).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void deadlineThatIsToldIsTheOneThatWasSet() throws Exception {
    Path file = stage.items.resolve("Tool.pkg");
    String script = "#!/bin/sh\ntrap '' TERM\necho waiting\nsleep 1; sleep 1; sleep 60\n";
    FlatPackageBuilder.component(tool("1").script("preinstall", script), file);
    InstallOptions hasty = new InstallOptions(Engine.AUTOMATIC, true, false, Duration.ofSeconds(1));
    assertThatThrownBy(() -> stage.installer(hasty).install(file, Origin.of(file)))
        .hasMessageContaining("ended after its deadline of 1 s")
        .hasMessageEndingWith("it said: waiting");
  }

  @Test
  void refusalOfACheckIsToldInWords() throws Exception {
    PackageSpec spec = tool("1").script("InstallationCheck", "#!/bin/sh\nexit 98\n");
    BundlePackageBuilder.bundle("Tool.pkg", spec).writeTo(stage.items);
    assertThatThrownBy(() -> install(stage.items.resolve("Tool.pkg")))
        .hasMessageContaining(
            "InstallationCheck of org.example.t does not want this machine: status 98, its"
                + " message 2");
  }

  private PackageSpec chatty(String version) {
    PackageSpec spec = tool(version);
    for (String name : ALL) {
      spec = spec.script(name, "#!/bin/sh\necho $SCRIPT_NAME >> '" + mark + "'\n");
    }
    return spec;
  }

  @Test
  void scriptsOfABundlePackageRunInApplesOrder() throws Exception {
    for (String version : List.of("1", "2")) {
      Path folder = Files.createDirectories(stage.items.resolve(version));
      BundlePackageBuilder.bundle("Tool.pkg", chatty(version)).writeTo(folder);
      install(folder.resolve("Tool.pkg"));
    }
    assertThat(Files.readAllLines(mark))
        .containsExactly(
            "InstallationCheck",
            "VolumeCheck",
            "preflight",
            "preinstall",
            "postinstall",
            "postflight",
            "InstallationCheck",
            "VolumeCheck",
            "preflight",
            "preupgrade",
            "postupgrade",
            "postflight");
  }

  @Test
  void scriptThatCannotBeRunFailsAsOneThatFails() throws Exception {
    Map<String, String> before = stage.added();
    assertThatThrownBy(() -> flat(tool("1").script("postinstall", "#!/no/such/program\n")))
        .isInstanceOf(ScriptFailedException.class)
        .hasMessageContaining("postinstall of org.example.t")
        .hasMessageContaining("put back");
    assertThat(stage.added()).isEqualTo(before);
    assertThat(stage.context.state().items()).isEmpty();
  }
}
