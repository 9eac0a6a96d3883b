package io.github.macnightly.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustTest {

  private static final int STRANGER = 4711;

  @TempDir Path folder;
  private Path root;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    site = new Site(root);
    site.sh("good", "echo good=yes");
  }

  static boolean isRoot() throws IOException {
    Path own = Files.createTempFile("own", null);
    try {
      return Stat.of(own).uid() == 0;
    } finally {
      Files.delete(own);
    }
  }

  private static void giveAway(Path path) throws IOException {
    assumeTrue(isRoot(), "only root gives files away");
    Files.setAttribute(path, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
  }

  /** Runs all and expects that one script is refused and the other is not. */
  private String refusal(String name) throws Exception {
    ScriptAnswers answers = site.run();
    ScriptReport report =
        answers.scripts().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    assertThat(report.status()).isEqualTo(ScriptStatus.REFUSED);
    assertThat(report.exitStatus()).isEmpty();
    assertThat(report.keys()).isEmpty();
    assertThat(report.messages()).hasSize(1);
    assertThat(root.resolve("ran")).doesNotExist();
    assertThat(answers.ok()).isFalse();
    return report.messages().get(0);
  }

  private Path bad(String name) throws IOException {
    return site.sh(name, "touch '" + root.resolve("ran") + "'; echo bad=yes");
  }

  @ParameterizedTest
  @CsvSource({
    "rwxrwxr-x,may be written by group,chmod g-w",
    "rwxr-xrwx,may be written by everybody,chmod o-w",
    "rwxrwxrwx,may be written by everybody (mode 0777),chmod o-w",
    "rw-r--r--,is not executable,chmod +x"
  })
  void scriptWithAWrongModeIsRefused(String mode, String reason, String remedy) throws Exception {
    Path script = Site.mode(bad("bad"), mode);

    assertThat(refusal("bad"))
        .startsWith(script.toRealPath() + " " + reason.substring(0, 6))
        .contains(reason)
        .endsWith(remedy);
    assertThat(Site.values(site.run())).containsOnly(Map.entry("good", "yes"));
  }

  @Test
  void scriptOfAStrangerIsRefused() throws Exception {
    giveAway(bad("bad"));

    assertThat(refusal("bad")).contains("belongs to user 4711, wanted is root: chown it");
  }

  @Test
  void onlyRootAndTheUserHimselfAreTrusted() throws Exception {
    Trust trust = new Trust(root, site.conditions, 501);

    assertThat(trust.trusts(0)).isTrue();
    assertThat(trust.trusts(501)).isTrue();
    assertThat(trust.trusts(502)).isFalse();
  }

  @Test
  void unknownUserLeavesRootOnly() throws Exception {
    Trust trust = new Trust(root, site.conditions, -1);

    assertThat(trust.trusts(0)).isTrue();
    assertThat(trust.trusts(-2)).isFalse();
    if (!isRoot()) {
      assertThat(trust.objection(site.conditions.resolve("good"))).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"usr/local/munki/conditions", "usr/local/munki", "usr/local", "usr", "''"})
  void directoryAboveThatGroupsMayWriteSpoilsAllScripts(String directory) throws Exception {
    bad("bad");
    Path open = Site.mode(root.resolve(directory), "rwxrwxr-x");

    assertThat(refusal("bad")).startsWith(open.toRealPath() + " may be written by group");
    assertThat(refusal("good")).startsWith(open.toRealPath() + " may be written by group");
  }

  @Test
  void directoryOfAStrangerSpoilsAllScripts() throws Exception {
    bad("bad");
    giveAway(root.resolve("usr/local"));

    assertThat(refusal("bad")).contains("usr/local belongs to user 4711");
  }

  @Test
  void directoriesAboveTheRootAreNotJudged() throws Exception {
    Site.mode(folder, "rwxrwxrwx");

    assertThat(Site.values(site.run())).containsOnlyKeys("good");
  }

  @Test
  void stickyDirectoryMayLieAboveButHoldsNoScripts() throws Exception {
    bad("bad");
    Path usr = root.resolve("usr");
    Files.setAttribute(usr, "unix:mode", 01777);
    assertThat(Site.values(site.run())).containsOnlyKeys("bad", "good");
    Files.delete(root.resolve("ran"));

    Files.setAttribute(site.conditions, "unix:mode", 01777);

    assertThat(refusal("bad")).contains("conditions may be written by everybody (mode 1777)");
  }

  @Test
  void linkToAGoodScriptIsFollowed() throws Exception {
    Path target = Files.createDirectory(root.resolve("elsewhere")).resolve("target");
    Site.mode(target.getParent(), "rwxr-xr-x");
    Files.move(site.sh("x", "echo linked=yes"), target);
    Files.createSymbolicLink(site.conditions.resolve("absolute"), target);
    Files.createSymbolicLink(
        site.conditions.resolve("relative"), Path.of("../../../../elsewhere/./target"));

    ScriptAnswers answers = site.run();

    assertThat(answers.ok()).isTrue();
    assertThat(answers.values().get("linked").script()).isEqualTo("relative");
  }

  @Test
  void linkToAnOpenScriptIsRefused() throws Exception {
    Path target = root.resolve("target");
    Files.move(bad("x"), target);
    Site.mode(target, "rwxrwxrwx");
    Files.createSymbolicLink(site.conditions.resolve("bad"), target);

    assertThat(refusal("bad")).startsWith(target.toRealPath() + " may be written by everybody");
  }

  @Test
  void linkIntoAnOpenDirectoryIsRefused() throws Exception {
    Path open = Files.createDirectory(root.resolve("open"));
    Files.move(bad("x"), open.resolve("target"));
    Site.mode(open, "rwxrwxrwx");
    Files.createSymbolicLink(site.conditions.resolve("bad"), open.resolve("target"));

    assertThat(refusal("bad")).startsWith(open.toRealPath() + " may be written by everybody");
  }

  @Test
  void linkOfAStrangerOnTheWayIsRefused() throws Exception {
    Path target = root.resolve("target");
    Files.move(bad("x"), target);
    Path middle = Files.createSymbolicLink(root.resolve("middle"), target);
    Files.createSymbolicLink(site.conditions.resolve("bad"), middle);
    giveAway(middle);

    assertThat(refusal("bad")).contains("middle belongs to user 4711");
  }

  @Test
  void linkToNowhereIsRefused() throws Exception {
    Files.createSymbolicLink(site.conditions.resolve("bad"), Path.of("gone"));

    assertThat(refusal("bad")).endsWith("gone: is not there, but a link leads there");
  }

  @Test
  void linkToItselfIsRefused() throws Exception {
    Files.createSymbolicLink(site.conditions.resolve("bad"), Path.of("bad"));

    assertThat(refusal("bad")).contains("more than 40 links");
  }

  @Test
  void pipeAmongTheScriptsIsRefused() throws Exception {
    Path pipe = site.conditions.resolve("bad");
    new ProcessBuilder("mkfifo", "-m", "755", pipe.toString()).start().waitFor();

    assertThat(refusal("bad")).isEqualTo("it is no regular file");
  }

  @Test
  void scriptsDirectoryMayBeALink() throws Exception {
    Path real = root.resolve("real");
    Files.move(site.conditions, real);
    Files.createSymbolicLink(site.conditions, real);
    assertThat(Site.values(site.run())).containsOnlyKeys("good");

    Files.setAttribute(real, "unix:mode", 01777);

    assertThat(refusal("good")).startsWith(real.toRealPath() + " may be written by everybody");
  }
}
