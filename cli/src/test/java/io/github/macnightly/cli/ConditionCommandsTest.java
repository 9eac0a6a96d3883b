package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands below {@code conditions} print, and their statuses. */
class ConditionCommandsTest {

  @TempDir Path folder;

  private String facts;

  @BeforeEach
  void setUp() throws IOException {
    facts =
        write(
            "facts.json",
            "{\"arch\": \"arm64\", \"machine_type\": \"laptop\", \"os_vers\": \"15.4\","
                + " \"hostname\": \"mac17.example.org\", \"serial_number\": \"C02\"}");
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private Run run(String command, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = command;
    all[1] = "--facts";
    all[2] = facts;
    System.arraycopy(words, 0, all, 3, words.length);
    return Run.as("conditions", all);
  }

  @Test
  void evalAnswersByItsStatus() {
    assertThat(run("eval", "arch == 'arm64'")).isEqualTo(new Run(0, "true\n", ""));
    assertThat(run("eval", "arch == 'x'")).isEqualTo(new Run(1, "false\n", ""));
    assertThat(run("eval", "NOT missing == 1")).isEqualTo(new Run(0, "true\n", ""));
  }

  @Test
  void evalTellsErrors() {
    Run noAnswer = run("eval", "NOT arch > 5");
    assertThat(noAnswer.status()).isEqualTo(1);
    assertThat(noAnswer.output()).isEqualTo("false\n");
    assertThat(noAnswer.errors()).startsWith("no answer, which counts as false: character ");

    Run noPredicate = run("eval", "arch == ");
    assertThat(noPredicate.status()).isEqualTo(65);
    assertThat(noPredicate.output()).isEmpty();
    assertThat(noPredicate.errors())
        .startsWith("not a predicate: character 9:")
        .endsWith("\narch == \n        ^\n");
  }

  @Test
  void predicateMayBeginLikeAnOption() {
    assertThat(run("eval", "-1 < 0")).isEqualTo(new Run(0, "true\n", ""));
    assertThat(run("eval", "--", "-1 < 0").status()).isZero();
    assertThat(run("explain", "-1 < 0").output()).startsWith("*\ttrue\t-1 < 0");
    for (String command : new String[] {"eval", "explain"}) {
      assertThat(run(command, "--jsn", "a == 1"))
          .isEqualTo(
              new Run(
                  2,
                  "",
                  "conditions "
                      + command
                      + ": unknown option '--jsn' (did you mean --json?); try 'conditions "
                      + command
                      + " --help'\n"));
      assertThat(run(command, "a == 1", "b").errors()).contains("unknown argument 'b'");
      assertThat(run(command).status()).isEqualTo(2);
    }
  }

  @Test
  void explainEndsWellWhateverThePredicateSays() {
    assertThat(run("explain", "arch == 'x'").status()).isZero();
    Run noAnswer = run("explain", "arch > 5");
    assertThat(noAnswer.status()).isZero();
    assertThat(noAnswer.output()).startsWith("*\teval-error\t");
    assertThat(run("explain", "arch == ").status()).isEqualTo(65);
  }

  @Test
  void namesThatLeaveTheFolderAreMissing() {
    assertThat(run("manifest", "--from", folder.toString(), "../f").status()).isEqualTo(66);
    assertThat(run("manifest", "../no such file").status()).isEqualTo(66);
  }

  @Test
  void fileMayStandBesideAFolderOfIncludes() throws IOException {
    write("m/b.yaml", "managed_installs: [B]\n");
    String file = write("x/a.yaml", "catalogs: [p]\nincluded_manifests: [b]\n");
    String from = folder.resolve("m").toString();

    assertThat(run("manifest", "--from", from, file)).isEqualTo(new Run(0, "install B\n", ""));
  }

  @Test
  void foldersAreNoFiles() throws IOException {
    String site = write("m/b.yaml", "catalogs: [p]\n");
    for (String[] words :
        new String[][] {
          {"manifest", "--local", folder.toString(), site},
          {"manifest", "--choices", folder.toString(), site}
        }) {
      Run run = run(words[0], words[1], words[2], words[3]);
      assertThat(run.status()).isEqualTo(66);
      assertThat(run.errors()).contains(folder + ": is a directory, wanted a manifest");
    }
    Run test = Run.as("conditions", "test", folder.toString());
    assertThat(test.status()).isEqualTo(66);
    assertThat(test.errors()).contains(folder + ": is a directory, wanted a case file");
  }

  @Test
  void explainMarksWhatDecided() {
    Run run = run("explain", "arch == 'x' OR os_vers BEGINSWITH '15'");

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .contains("*\ttrue\t  os_vers BEGINSWITH '15'\t", "-\tfalse\t  arch == 'x'\t");
  }

  @Test
  void manifestIsAPackageList() throws IOException {
    String site =
        write(
            "manifests/site_default",
            "<plist><dict><key>catalogs</key><array><string>p</string></array>"
                + "<key>included_manifests</key><array><string>more.yaml</string></array>"
                + "<key>optional_installs</key><array><string>Go</string></array></dict></plist>");
    write(
        "manifests/more.yaml",
        "managed_uninstalls: [Old]\nconditional_items:\n- condition: arch == 'arm64'\n"
            + "  managed_installs: [Tea Timer]\n");
    String list = "install Tea Timer\nremove Old\n# optional Go\n";
    String manifests = folder.resolve("manifests").toString();

    assertThat(run("manifest", site)).isEqualTo(new Run(0, list, ""));
    assertThat(run("manifest", "--from", manifests)).isEqualTo(new Run(0, list, ""));
    assertThat(run("manifest", "--from", folder.resolve("manifests").toUri().toString()))
        .isEqualTo(new Run(0, list, ""));
    assertThat(run("manifest", folder.resolve("manifests").toUri() + "/site_default"))
        .isEqualTo(new Run(0, list, ""));
    Run verbose = run("manifest", "-v", site);
    assertThat(verbose.errors())
        .contains(
            "install Tea Timer: site_default > more.yaml:"
                + " conditional_items[0].managed_installs[0] where arch == 'arm64'\n");
  }

  @Test
  void reportReplacesAFileBehindALinkAndNothingElse() throws Exception {
    String site = write("m/b.yaml", "catalogs: [p]\nmanaged_installs: [A]\n");
    Path file = Files.writeString(folder.resolve("kept.plist"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.plist"), file);
    Path missing = folder.resolve("nowhere/report.plist");

    assertThat(run("manifest", "--report", link.toString(), site).status()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(file).content().contains("<key>Conditions</key>");
    assertThat(run("manifest", "--report", folder.toString(), site).status()).isEqualTo(73);
    assertThat(run("manifest", "--report", missing.toString(), site).status()).isEqualTo(73);
    assertThat(missing.getParent()).doesNotExist();
  }

  @Test
  void manifestWithABadPartFailsAndDoesTheRest() throws IOException {
    String site =
        write("m/a.yaml", "catalogs: [p]\nincluded_manifests: [gone]\nmanaged_installs: [A]\n");
    Path report = folder.resolve("report.plist");

    Run run = run("manifest", "--report", report.toString(), site);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).isEqualTo("install A\n");
    assertThat(run.errors())
        .isEqualTo("a.yaml: included_manifests[0]: there is no manifest gone\n");
    assertThat(report).content().contains("<key>Conditions</key>", "<key>machine_type</key>");
    assertThat(run("manifest", "--from", folder.toString(), "gone").status()).isEqualTo(66);
  }

  @Test
  void manifestIsWhatPackageUpdateReads() throws IOException {
    Site site = Site.withPackages(folder.resolve("site"));
    String manifest =
        write(
            "m/a.yaml",
            "catalogs: [p]\nmanaged_installs: ['Tea*']\n" + "optional_installs: [Go]\n");

    Run update = site.piped(run("manifest", manifest).output(), "pkgupdate", "-");

    assertThat(update.status()).as(update.errors()).isZero();
    assertThat(update.output()).contains("Tea").contains("installed").doesNotContain("Go");
  }

  @Test
  void manifestAndScriptsAreThoseOfTheTree() throws IOException {
    Path root = Files.createDirectories(folder.resolve("tree"));
    Path script = root.resolve("usr/local/munki/conditions/lab");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\necho room=17\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    write("tree/etc/localconfig", "MANIFEST: /srv/manifests/\n");
    write(
        "tree/srv/manifests/lab.json",
        "{\"catalogs\":[\"p\"],\"conditional_items\":[{\"condition\":\"room == '17' OR room =="
            + " 17\",\"managed_installs\":[\"A\"]}]}");
    String[] manifest = {"manifest", "--root", root.toString(), "lab"};

    assertThat(Run.as("conditions", manifest)).isEqualTo(new Run(0, "install A\n", ""));
    manifest = new String[] {"manifest", "--no-scripts", "--root", root.toString(), "lab"};
    assertThat(Run.as("conditions", manifest)).isEqualTo(new Run(0, "", ""));
    Run scripts = Run.as("conditions", "run-scripts", "--root", root.toString());
    assertThat(scripts.output()).startsWith("lab\tdone\t").endsWith("\troom\t17\n");
    Run none = Run.as("conditions", "run-scripts", "--only", "no", "--root", root.toString());
    assertThat(none.status()).isEqualTo(66);
    assertThat(none.errors()).contains("no: there is no condition script of that name");
  }

  @Test
  void testPrintsWhatDiffersAndASum() throws IOException {
    String cases =
        write(
            "cases.jsonl",
            "{\"id\": \"a\", \"predicate\": \"x == 1\", \"facts\": {\"x\": 1}, \"expect\": true}\n"
                + "{\"id\": \"b\", \"predicate\": \"x == 1\", \"facts\": {}, \"expect\": true}\n"
                + "{\"id\": 3, \"predicate\": \"x ==\"}\n");

    Run run = Run.as("conditions", "test", cases);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            "b\tgot false\texpected true\tx == 1\t\n"
                + "3 cases, 1 as expected, 1 differ, 1 without expectation\n");
    assertThat(Run.as("conditions", "test", "--json", cases).output())
        .isEqualTo(
            "{\"id\":\"a\",\"result\":\"true\"}\n{\"id\":\"b\",\"result\":\"false\"}\n"
                + "{\"id\":3,\"result\":\"parse-error\"}\n");
  }

  @Test
  void testTellsLinesThatAreNoCasesAndCutsLongOnes() throws IOException {
    String cases =
        write(
            "cases.jsonl",
            "nonsense\n{\"predicate\": \"" + "x".repeat(1 << 20) + " == 1\", \"expect\": true}\n");

    Run run = Run.as("conditions", "test", cases);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors()).isEqualTo(cases + ":1: JSON: character 1: this is not JSON\n");
    assertThat(run.output()).startsWith("2\tgot parse-error\texpected true\txxx");
    assertThat(run.output()).hasSizeLessThan(800).contains("1 lines are no cases");
  }

  @Test
  void lintTellsWhereAndFailsOnMoreThanNotes() throws IOException {
    String file = write("conditions.txt", "arch == 'arm64'\nmachine_modle == 'x'\n");
    String sound = write("sound.txt", "arch == 'arm64'\nmy_own_key == 'x'\n");

    Run run = Run.as("conditions", "lint", file);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            file
                + ":2: character 1\twarning\tunknown-key\tno fact machine_modle; did you mean"
                + " machine_model?\n");
    assertThat(Run.as("conditions", "lint", sound).status()).isZero();
    assertThat(Run.as("conditions", "lint", folder + "/gone").status()).isEqualTo(66);
    Run several = Run.as("conditions", "lint", "--json", sound, folder + "/gone");
    assertThat(several.status()).isEqualTo(1);
    assertThat(
            JsonParser.parseString(several.output()).getAsJsonObject().getAsJsonArray("findings"))
        .hasSize(1);
  }
}
