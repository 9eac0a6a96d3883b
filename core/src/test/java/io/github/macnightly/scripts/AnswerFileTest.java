package io.github.macnightly.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerFileTest {

  private static final String FILE = "\"$MANAGED_INSTALL_DIR/ConditionalItems.plist\"";

  @TempDir Path root;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(root);
  }

  private Path answer() {
    return site.managed.resolve("ConditionalItems.plist");
  }

  /** A script that puts a prepared file in the place of the answer. */
  private void copying(String name, byte[] content) throws IOException {
    Path prepared = Files.write(root.resolve("prepared " + name), content);
    site.sh(name, "cat '" + prepared + "' > " + FILE);
  }

  @Test
  void xmlListIsReadAndThenCleared() throws Exception {
    site.sh("1", Site.plist("site", "Köln", "floor", "3"));

    ScriptReport report = site.runOne();

    assertThat(report.keys()).containsExactly(Map.entry("site", "Köln"), Map.entry("floor", "3"));
    assertThat(report.messages()).isEmpty();
    assertThat(answer()).doesNotExist();
  }

  @Test
  void binaryListKeepsItsTypes() throws Exception {
    Map<String, Object> all =
        Map.of(
            "text",
            "für",
            "whole",
            5L,
            "half",
            0.5,
            "truth",
            true,
            "when",
            Instant.parse("2026-01-02T03:04:05Z"),
            "many",
            List.of("a", Map.of("b", 1L)));
    copying("1", PropertyLists.writeBinary(all));

    assertThat(site.runOne().keys()).isEqualTo(all);
  }

  @Test
  void scriptThatWritesOverTheFileLosesNobodysKeys() throws Exception {
    site.sh("1", Site.plist("first", "1"));
    site.sh("2", Site.plist("second", "2"));
    site.sh("3", "rm -f " + FILE);
    site.sh("4", "test ! -e " + FILE + " && echo clean=yes");

    ScriptAnswers answers = site.run();

    assertThat(answers.values())
        .containsExactly(
            Map.entry("first", new ScriptValue("1", "1")),
            Map.entry("second", new ScriptValue("2", "2")),
            Map.entry("clean", new ScriptValue("yes", "4")));
    assertThat(answers.ok()).isTrue();
  }

  @Test
  void fileOfAnEarlierRunBelongsToNobody() throws Exception {
    Files.createDirectories(site.managed);
    Files.write(answer(), PropertyLists.writeXml(Map.of("stale", "yes")));
    site.sh("1", "echo fresh=yes");

    assertThat(site.runOne().keys()).containsOnlyKeys("fresh");
    assertThat(answer()).doesNotExist();
  }

  @Test
  void failedScriptsFileIsClearedUnread() throws Exception {
    site.sh("1", Site.plist("lost", "yes"), "exit 1");
    site.sh("2", "exit 0");

    assertThat(site.run().values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no list",
        "<plist><dict><key>a</key>",
        "<plist><dict><key>a</key></dict></plist>",
        "<plist><array><string>a</string></array></plist>",
        "<plist><string>a</string></plist>",
        "bplist00",
        "bplist00 and rubbish that goes on for more than thirty-two bytes",
        "( a, b )"
      })
  void brokenListCostsThatScriptsKeysOnly(String text) throws Exception {
    site.sh("1", Site.plist("a", "1"));
    copying("2", text.getBytes());
    site.sh("3", Site.plist("c", "3"));

    ScriptAnswers answers = site.run();

    ScriptReport broken = answers.scripts().get(1);
    assertThat(broken.status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(broken.exitStatus()).hasValue(0);
    assertThat(broken.messages()).hasSize(1).allMatch(m -> m.contains("ConditionalItems.plist"));
    assertThat(Site.values(answers)).containsOnlyKeys("a", "c");
  }

  @Test
  void brokenListCostsTheScriptsOutputToo() throws Exception {
    site.sh("1", "echo out=1", Site.write("broken"));

    assertThat(site.runOne().keys()).isEmpty();
  }

  @Test
  void declaredEntitiesAreRefused() throws Exception {
    String laughs =
        "<!DOCTYPE plist [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
            + "<plist><dict><key>x</key><string>&b;</string></dict></plist>";
    copying("1", laughs.getBytes());

    assertThat(site.runOne().status()).isEqualTo(ScriptStatus.FAILED);
  }

  @Test
  void listOfManyMegabytesIsRefused() throws Exception {
    site.sh("1", "{ printf '<plist><dict>'; head -c 9000000 /dev/zero; } > " + FILE);

    ScriptReport report = site.runOne();

    assertThat(report.status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(report.messages().get(0)).contains("over the limit of 2097152");
  }

  @Test
  void deepListIsRefused() throws Exception {
    String deep = "<array>".repeat(100_000) + "</array>".repeat(100_000);
    copying("1", ("<plist><dict><key>x</key>" + deep + "</dict></plist>").getBytes());

    assertThat(site.runOne().status()).isEqualTo(ScriptStatus.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ln -s /etc/passwd ", "mkdir ", "mkfifo "})
  void whatIsNoFileIsNotRead(String make) throws Exception {
    site.sh("1", make + FILE);
    site.sh("2", Site.plist("b", "2"));

    ScriptAnswers answers = site.run();

    assertThat(answers.scripts().get(0).messages())
        .containsExactly(answer() + " is no regular file");
    assertThat(Site.values(answers)).containsOnlyKeys("b");
    assertThat(Files.exists(answer(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void fullDirectoryInThePlaceOfTheFileIsClearedForTheNextScript() throws Exception {
    site.sh("1", "mkdir -p " + FILE + "/full");
    site.sh("2", Site.plist("b", "2"));

    ScriptAnswers answers = site.run();

    assertThat(answers.problems()).isEmpty();
    assertThat(answers.scripts().get(0).status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(Site.values(answers)).containsOnlyKeys("b");
    assertThat(answer()).doesNotExist();
  }

  @Test
  void directoryThatAScriptTookAwayIsMadeAgainForTheNextScript() throws Exception {
    Files.createDirectories(site.managed);
    Site.mode(site.managed, "rwxr-x---");
    site.sh("1", "echo a=1; rm -rf \"$MANAGED_INSTALL_DIR\"");
    site.sh("2", Site.plist("b", "2"));
    site.sh("3", "rm -rf \"$MANAGED_INSTALL_DIR\"; ln -s gone \"$MANAGED_INSTALL_DIR\"");
    site.sh("4", Site.plist("d", "4"));

    ScriptAnswers answers = site.run();

    assertThat(Site.values(answers)).containsOnlyKeys("a", "b", "d");
    assertThat(answers.scripts())
        .extracting(ScriptReport::ok)
        .containsExactly(false, true, false, true);
    assertThat(answers.scripts().get(0).messages())
        .containsExactly(
            "took away " + site.managed + ", which is made again without what was in it");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.managed)))
        .isEqualTo("rwxr-x---");
    assertThat(answers.ok()).isFalse();
  }

  @Test
  void childInTheBackgroundEndsWithItsScriptAndGivesTheNextNoKeys() throws Exception {
    site.sh("1", "(sleep 1; " + Site.plist("late", "1") + ") >/dev/null 2>&1 & echo a=1");
    site.sh("2", "sleep 1.5; echo b=2");

    ScriptAnswers answers = site.run();

    assertThat(Site.values(answers)).containsOnlyKeys("a", "b");
    assertThat(answer()).doesNotExist();
  }

  @Test
  void fileThatBelongsToAStrangerIsNotRead() throws Exception {
    assumeTrue(TrustTest.isRoot(), "only root gives files away");
    site.sh("1", Site.plist("a", "1"), "chown 4711 " + FILE);

    ScriptReport report = site.runOne();

    assertThat(report.status()).isEqualTo(ScriptStatus.FAILED);
    assertThat(report.messages().get(0)).contains("belongs to user 4711");
  }

  @Test
  void keysOfBothWaysAreUsedAndTheFileWins() throws Exception {
    site.sh(
        "1", "echo both=output; echo same=1; echo out=1", Site.plist("both", "file", "same", "1"));

    ScriptReport report = site.runOne();

    assertThat(report.keys())
        .containsExactly(Map.entry("both", "file"), Map.entry("same", "1"), Map.entry("out", "1"));
    assertThat(report.messages())
        .containsExactly("key both has another value on its output: that of the file is used");
  }

  @Test
  void unreadableOutputBesideAFileIsTalk() throws Exception {
    site.sh("1", "echo '{ starting'", Site.plist("a", "1"));

    ScriptReport report = site.runOne();

    assertThat(report.status()).isEqualTo(ScriptStatus.DONE);
    assertThat(report.keys()).containsOnlyKeys("a");
    assertThat(report.messages()).hasSize(1).allMatch(m -> m.contains("taken for talk"));
  }

  @Test
  void talkBesideAFileIsNotWorthAMessage() throws Exception {
    site.sh("1", "echo Looking around...", Site.plist("a", "1"));

    assertThat(site.runOne().messages()).isEmpty();
  }

  @Test
  void keyWithoutANameIsLeftOut() throws Exception {
    site.sh("1", Site.plist("", "1", "a", "2"));

    ScriptReport report = site.runOne();

    assertThat(report.keys()).containsOnlyKeys("a");
    assertThat(report.messages()).containsExactly("a key without a name is left out");
  }
}
