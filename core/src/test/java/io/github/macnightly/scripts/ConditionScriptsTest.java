package io.github.macnightly.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConditionScriptsTest {

  @TempDir Path root;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(root);
  }

  @Test
  void missingDirectoryMeansNoScriptsAndNoProblem() throws Exception {
    Files.delete(site.conditions);

    ScriptAnswers answers = site.run();

    assertThat(answers.scripts()).isEmpty();
    assertThat(answers.ok()).isTrue();
    assertThat(site.managed).doesNotExist();
  }

  @Test
  void directoryThatTheConfigurationNamesHasToBeThere() throws Exception {
    Path named = root.resolve("named");
    site.with(site.settings().withDirectory(named));

    ScriptAnswers answers = site.run();

    assertThat(answers.ok()).isFalse();
    assertThat(answers.problems())
        .containsExactly(
            "there is no directory of condition scripts "
                + named
                + ", which the configuration names as CONDITIONS");
  }

  @Test
  void linesThatGiveNoKeyAreAllKeptAndMakeTheAnswerIncomplete() throws Exception {
    site.sh("1", "echo a=1; echo b: 2; echo 'c 3'");
    site.sh("2", "# macnightly-deadline: soon", "echo d=4");
    site.sh("3", "echo '{\"when\": {\"$date\": \"2026-01-02T03:04:05+01:00\"}}'");

    ScriptAnswers answers = site.run();

    assertThat(answers.scripts()).extracting(ScriptReport::ok).containsExactly(false, false, true);
    assertThat(answers.scripts().get(0).unusable()).containsExactly("b: 2", "c 3");
    assertThat(Site.values(answers))
        .containsOnlyKeys("a", "d", "when")
        .containsEntry("when", Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(answers.ok()).isFalse();
  }

  @Test
  void directoryThatIsALinkToNowhereIsAProblem() throws Exception {
    Files.delete(site.conditions);
    Files.createSymbolicLink(site.conditions, Path.of("gone"));

    assertThat(site.run().problems()).hasSize(1).allMatch(p -> p.endsWith("leads nowhere"));
  }

  @Test
  void directoryThatCannotBeReadIsAProblem() throws Exception {
    Files.delete(site.conditions);
    Files.createSymbolicLink(site.conditions, Path.of("conditions"));

    ScriptAnswers answers = site.run();

    assertThat(answers.ok()).isFalse();
    assertThat(answers.problems())
        .hasSize(1)
        .allMatch(p -> p.startsWith("cannot read the condition scripts: " + site.conditions));
  }

  @Test
  void directoryWithoutPermissionIsAProblem() throws Exception {
    Site.mode(site.conditions, "---------");
    assumeFalse(Files.isReadable(site.conditions), "root reads every directory");

    assertThat(site.run().problems())
        .containsExactly(
            "cannot read the condition scripts: " + site.conditions + ": permission denied");
    Site.mode(site.conditions, "rwxr-xr-x");
  }

  @Test
  void directoryThatIsAFileIsAProblem() throws Exception {
    Files.delete(site.conditions);
    Files.writeString(site.conditions, "no directory");

    assertThat(site.run().problems()).hasSize(1);
  }

  @Test
  void scriptsRunInTheOrderOfCodePoints() throws Exception {
    for (String name : new String[] {"b", "a10", "a2", "B", "10", "_z"}) {
      site.sh(name, "echo \"$0\" >> \"$MANAGED_INSTALL_DIR/order\"");
    }

    ScriptAnswers answers = site.run();

    assertThat(Site.names(answers)).containsExactly("10", "B", "_z", "a10", "a2", "b");
    assertThat(Files.readAllLines(site.managed.resolve("order")))
        .extracting(line -> Path.of(line).getFileName().toString())
        .containsExactly("10", "B", "_z", "a10", "a2", "b");
  }

  @Test
  void namesBeyondTheFirstPlaneComeLast() throws Exception {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale has no UTF-8");
    site.sh("\ud83d\ude00", "exit 0"); // U+1F600
    site.sh("\ufb01", "exit 0"); // U+FB01, which String puts after it

    assertThat(Site.names(site.run())).containsExactly("\ufb01", "\ud83d\ude00");
  }

  @Test
  void umlautsAndBlanksInNamesDoNoHarm() throws Exception {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale has no UTF-8");
    site.sh("Größe der Platte.sh", "echo disk=500");
    site.sh(" two  blanks 'and' \"more\" ", "echo odd=yes");

    ScriptAnswers answers = site.run();

    assertThat(answers.ok()).isTrue();
    assertThat(Site.values(answers))
        .containsOnly(Map.entry("disk", "500"), Map.entry("odd", "yes"));
    assertThat(answers.values().get("disk").script()).isEqualTo("Größe der Platte.sh");
  }

  @Test
  void hiddenNamesAndDirectoriesAreIgnored() throws Exception {
    site.sh(".hidden", "echo hidden=yes");
    site.sh("seen", "echo seen=yes");
    Path folder = Files.createDirectory(site.conditions.resolve("folder"));
    Files.createSymbolicLink(site.conditions.resolve("linked folder"), folder);

    ScriptAnswers answers = site.run();

    assertThat(Site.names(answers)).containsExactly("seen");
    assertThat(answers.ok()).isTrue();
  }

  @Test
  void onlyTheNamedScriptRuns() throws Exception {
    site.sh("one", "echo one=1");
    site.sh("two", "echo two=2");

    ScriptAnswers answers = site.runOnly("two");

    assertThat(Site.names(answers)).containsExactly("two");
    assertThat(Site.values(answers)).containsOnlyKeys("two");
  }

  @Test
  void decomposedNameFindsTheComposedOne() throws Exception {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale has no UTF-8");
    site.sh("gr\u00f6\u00dfe", "echo found=yes");

    assertThat(Site.values(site.runOnly("gro\u0308\u00dfe"))).containsOnlyKeys("found");
  }

  @Test
  void namedScriptThatIsNotThereIsMissing() throws Exception {
    site.sh("one", "echo one=1");
    site.sh(".hidden", "echo hidden=1");

    for (String name : new String[] {"two", ".hidden", "../conditions/one", "", "x".repeat(9999)}) {
      assertThatThrownBy(() -> site.runOnly(name))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageStartingWith(site.conditions + ": ")
          .hasMessageEndingWith(": there is no condition script of that name")
          .message()
          .hasSizeLessThan(site.conditions.toString().length() + 200);
    }
  }

  @Test
  void planRunsNothingAndWritesNothing() throws Exception {
    Path ran = site.root.resolve("ran");
    site.sh("good", "touch '" + ran + "'; echo good=1");
    Site.mode(site.sh("open", "touch '" + ran + "'"), "rwxrwxrwx");
    Path left = Files.createDirectories(site.managed).resolve("ConditionalItems.plist");
    Files.writeString(left, "<plist><dict><key>old</key><string>x</string></dict></plist>");

    ScriptAnswers plan = site.plan();

    assertThat(plan.scripts())
        .extracting(ScriptReport::status)
        .containsExactly(ScriptStatus.WOULD_RUN, ScriptStatus.REFUSED);
    assertThat(plan.values()).isEmpty();
    assertThat(plan.ok()).isFalse();
    assertThat(site.planOnly("good").ok()).isTrue();
    assertThat(ran).doesNotExist();
    assertThat(left).exists();
  }

  @Test
  void planMakesNoDirectory() throws Exception {
    site.sh("good", "echo good=1");

    assertThat(site.plan().ok()).isTrue();
    assertThat(site.managed).doesNotExist();
  }

  @Test
  void scriptsKnowTheManagedInstallsDirectoryAndWhatTheCallerAdds() throws Exception {
    site.sh("env", "echo \"where=$MANAGED_INSTALL_DIR\"; echo \"added=$ADDED\"; pwd -P >&2");
    site.with(
        site.settings()
            .withEnvironment(Map.of("ADDED", "yes it is", "MANAGED_INSTALL_DIR", "/nowhere")));

    ScriptReport report = site.runOne();

    assertThat(report.keys())
        .containsEntry("where", site.managed.toString())
        .containsEntry("added", "yes it is");
    assertThat(report.errors().strip()).isEqualTo(site.conditions.toRealPath().toString());
    assertThat(report.started()).isEqualTo(Site.NOW);
    assertThat(report.exitStatus()).hasValue(0);
    assertThat(report.duration()).isPositive().isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void laterScriptWinsAndTheConflictIsReported() throws Exception {
    site.sh("1", "echo site=Berlin; echo first=1");
    site.sh("2", Site.plist("site", "Wien"));
    site.sh("3", "echo site=Wien");

    ScriptAnswers answers = site.run();

    assertThat(answers.values().get("site")).isEqualTo(new ScriptValue("Wien", "3"));
    assertThat(answers.conflicts())
        .containsExactly(
            new Conflict("site", "1", "2", false), new Conflict("site", "2", "3", true));
    assertThat(answers.conflicts().get(0))
        .hasToString("key site is given by 1 and by 2: the value of 2 is used");
    assertThat(answers.values().keySet()).containsExactly("site", "first");
    assertThat(answers.ok()).isTrue();
  }

  @Test
  void failedScriptGivesNoKeysButItsMessage() throws Exception {
    site.sh("1", Site.plist("a", "file"), "echo b=out; echo 'no disk' >&2; exit 3");
    site.sh("2", "echo c=kept");

    ScriptAnswers answers = site.run();

    ScriptReport failed = answers.scripts().get(0);
    assertThat(failed.status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(failed.exitStatus()).hasValue(3);
    assertThat(failed.messages()).containsExactly("exit status 3: no disk");
    assertThat(failed.errors()).isEqualTo("no disk\n");
    assertThat(failed.keys()).isEmpty();
    assertThat(Site.values(answers)).containsOnlyKeys("c");
    assertThat(answers.ok()).isFalse();
  }

  @Test
  void scriptEndedByASignalSaysWhich() throws Exception {
    site.sh("crash", "kill -SEGV $$");

    ScriptReport report = site.runOne();

    assertThat(report.messages()).containsExactly("exit status 139 (signal 11)");
  }

  @Test
  void scriptWithoutInterpreterLineIsRunBySh() throws Exception {
    site.script("plain", "echo plain=yes\n");

    assertThat(site.runOne().keys()).containsOnly(Map.entry("plain", "yes"));
  }

  @Test
  void missingInterpreterCostsOneScriptOnly() throws Exception {
    site.script("1", "#!/no/such/interpreter\necho a=1\n");
    site.sh("2", "echo b=2");

    ScriptAnswers answers = site.run();

    assertThat(answers.scripts().get(0).status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(answers.scripts().get(0).messages()).hasSize(1);
    assertThat(Site.values(answers)).containsOnlyKeys("b");
  }

  @Test
  void rubbishInsteadOfAProgramCostsOneScriptOnly() throws Exception {
    Path file = site.script("1", "");
    Files.write(file, new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, 3, (byte) 0xff});
    site.sh("2", "echo b=2");

    ScriptAnswers answers = site.run();

    assertThat(answers.scripts().get(0).status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(Site.values(answers)).containsOnlyKeys("b");
  }

  @Test
  void answersCannotBeChanged() throws Exception {
    site.sh("1", "echo a=1");
    ScriptAnswers answers = site.run();

    assertThatThrownBy(() -> answers.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> answers.scripts().get(0).keys().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void managedInstallsThatCannotBeMadeIsAProblemAndScriptsRunAllTheSame() throws Exception {
    site.sh("1", "echo a=1");
    Files.writeString(root.resolve("Library"), "a file in the way");

    ScriptAnswers answers = site.run();

    assertThat(answers.problems()).isNotEmpty().allMatch(p -> p.contains("Library"));
    assertThat(Site.values(answers)).containsOnlyKeys("a");
  }
}
