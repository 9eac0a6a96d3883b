package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about, and the removal of, two packages that share files, made by another tool. */
class PkgInstallQueriesTest {

  @TempDir Path folder;

  private Site site;
  private String first;
  private String shared;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.in(folder);
    for (String name : new String[] {"shared-A.pkg", "shared-B.pkg"}) {
      Path found = Shared.fixture("pkg/synthetic/benign/" + name).orElse(null);
      assumeTrue(found != null, "../shared/fixtures is absent");
      assertThat(site.run("pkg-install", found.toString()).status()).isZero();
    }
    shared =
        site.run("pkg-install", "--files", "shared-A.pkg")
            .output()
            .lines()
            .filter(path -> path.endsWith("/shared.txt"))
            .findFirst()
            .orElseThrow();
    first = site.run("pkg-install", "--which", shared).output().split("\t")[0];
  }

  private JsonObject json(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "--json";
    System.arraycopy(words, 0, all, 1, words.length);
    return JsonParser.parseString(site.run("pkg-install", all).output()).getAsJsonObject();
  }

  private JsonObject item(String... words) {
    return json(words).getAsJsonArray("items").get(0).getAsJsonObject();
  }

  @Test
  void questionsWriteNothingDryOrNot() throws IOException {
    Map<String, String> before = Tree.digest(site.root);

    for (String[] words :
        new String[][] {{"--files", first}, {"--which", shared}, {"--verify", first}}) {
      Run run = site.run("pkg-install", words);
      Run dry = site.run("pkg-install", "--dry-run", words[0], words[1]);
      assertThat(dry.status()).isZero();
      assertThat(dry.output()).isEqualTo(run.output());
      assertThat(json("--dry-run", words[0], words[1])).isEqualTo(json(words));
    }
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void fileOfTwoPackagesHasTwoOwners() {
    assertThat(json("--which", shared).getAsJsonArray("owners")).hasSize(2);
    assertThat(site.run("pkg-install", "--which", shared).output()).hasLineCount(2);
  }

  @Test
  void verificationOfOneFindsWhatIsMissing() throws IOException {
    Files.delete(site.at(shared.substring(1)));

    Run run = site.run("pkg-install", "--verify", first);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("missing\t" + shared);
    assertThat(json("--verify", first).toString()).contains("\"what\":\"missing\"");
  }

  @Test
  void dryRemovalTellsTheSameAsTheRemovalAndWritesNothing() throws IOException {
    Map<String, String> before = Tree.digest(site.root);

    JsonObject plan = item("--dry-run", "--remove", first);

    assertThat(plan.get("status").getAsString()).isEqualTo("would remove");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
    JsonObject done = item("--remove", first);
    assertThat(done.get("status").getAsString()).isEqualTo("removed");
    assertThat(done.get("reason")).isEqualTo(plan.get("reason"));
    assertThat(site.at(shared.substring(1))).exists();
    assertThat(json("--which", shared).getAsJsonArray("owners")).hasSize(1);
    assertThat(site.run("pkg-install", "--remove", first).status()).isEqualTo(66);
  }

  @Test
  void dryForgettingKeepsTheReceipt() throws IOException {
    Path receipt = site.at("var/db/receipts/" + first + ".plist");

    assertThat(item("--dry-run", "--forget", first).get("status").getAsString())
        .isEqualTo("would forget");
    assertThat(receipt).exists();
    assertThat(item("--forget", first).get("status").getAsString()).isEqualTo("forgotten");
    assertThat(receipt).doesNotExist();
    assertThat(site.at(shared.substring(1))).exists();
  }

  @Test
  void whatNobodyKnowsIsStatus66AndAJsonFailure() {
    for (String option : new String[] {"--files", "--verify", "--remove", "--forget"}) {
      Run run = site.run("pkg-install", "--json", option, "org.example.nobody");
      assertThat(run.status()).as(option).isEqualTo(66);
      assertThat(run.output()).as(option).isEmpty();
      assertThat(run.errors()).as(option).contains("\"status\":66").hasLineCount(1);
    }
    assertThat(site.run("pkg-install", "--which", "/nothing").status()).isEqualTo(1);
  }
}
