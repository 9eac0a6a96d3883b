package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of and done with packages that are installed, from words to the tree. */
class ReceiptQueriesTest {

  private static final String ID = "org.example.größe";
  private static final String FILE = "/Library/Meine Größe/a b.txt";

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.in(folder);
    Path file = folder.resolve("Größe 1.pkg");
    Tree tree =
        Tree.create().file("Library/Meine Größe/a b.txt", "1").file("usr/local/bin/g", "#!", 0755);
    FlatPackageBuilder.component(
        PackageSpec.of(tree).identifier(ID).version("1").installLocation("/"), file);
    assertThat(site.run("pkg-install", file.toString()).status()).isZero();
  }

  private static JsonObject json(Run run) {
    return JsonParser.parseString(run.output()).getAsJsonObject();
  }

  @Test
  void filesAreThoseOfThePackageAndOfTheItem() {
    Run byIdentifier = site.run("pkg-install", "--files", ID);

    assertThat(byIdentifier.status()).isZero();
    assertThat(byIdentifier.output().lines())
        .contains(FILE, "/usr/local/bin/g", "/var/db/receipts/" + ID + ".plist");
    assertThat(site.run("pkg-install", "--files", "Größe 1.pkg").output())
        .isEqualTo(byIdentifier.output());
    assertThat(site.run("pkg-install", "-v", "--files", ID).output())
        .contains("/usr/local/bin/g\tfile\t0755\t2\n");
    assertThat(json(site.run("pkg-install", "--json", "--files", ID)).getAsJsonArray("packages"))
        .hasSize(1);
  }

  @Test
  void ownerIsToldByThePathOfTheTreeAndOfThisMachine() {
    String line = ID + "\t1\tGröße 1.pkg\n";

    assertThat(site.run("pkg-install", "--which", FILE).output()).isEqualTo(line);
    assertThat(site.run("pkg-install", "--which", site.root + FILE).output()).isEqualTo(line);
  }

  @Test
  void pathOfNobodyIsStatusOne() {
    Run run = site.run("pkg-install", "--which", "/etc/nothing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains("/etc/nothing: belongs to no package");
  }

  @Test
  void verificationFindsNothingAndThenWhatWasDone() throws IOException {
    assertThat(site.run("pkg-install", "--verify").status()).isZero();
    Files.writeString(site.at("Library/Meine Größe/a b.txt"), "2");

    Run run = site.run("pkg-install", "--verify", ID);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).startsWith("Größe 1.pkg\tchanged\t" + FILE + "\t");
    JsonObject all = json(site.run("pkg-install", "--verify", "--json"));
    assertThat(all.getAsJsonArray("problems")).isEmpty();
    assertThat(all.toString()).contains("\"what\":\"changed\"");
  }

  @Test
  void removalKeepsWhatWasChangedUnlessForced() throws IOException {
    Files.writeString(site.at("Library/Meine Größe/a b.txt"), "2");
    Map<String, String> before = Tree.digest(site.root);

    Run plan = site.run("pkg-install", "-n", "--remove", ID);

    assertThat(plan.output()).contains("\twould remove\t");
    assertThat(plan.errors()).contains("kept " + FILE + ": it was changed since");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
    assertThat(site.run("pkg-install", "--remove", ID).output()).contains("\tremoved\t");
    assertThat(site.at("Library/Meine Größe/a b.txt")).exists();
    assertThat(site.at("usr/local/bin/g")).doesNotExist();
    assertThat(site.run("pkg-install", "--remove", "Größe 1.pkg", "--force").status()).isZero();
    assertThat(site.at("Library/Meine Größe")).doesNotExist();
    assertThat(site.run("pkgupdate", "--history").output()).contains("\tremove\tremoved\t");
  }

  @Test
  void forgottenPackageIsUnknown() {
    assertThat(site.run("pkg-install", "--forget", ID).output()).contains("\tforgotten\t");

    assertThat(site.at("Library/Meine Größe/a b.txt")).exists();
    assertThat(site.at("var/db/receipts/" + ID + ".plist")).doesNotExist();
    Run again = site.run("pkg-install", "--forget", ID);
    assertThat(again.status()).isEqualTo(66);
    assertThat(again.errors()).contains(ID);
  }

  @Test
  void wordsThatDoNotGoTogetherAreRefused() {
    assertThat(site.run("pkg-install").status()).isEqualTo(2);
    assertThat(site.run("pkg-install", "--files", ID, "X.pkg").status()).isEqualTo(2);
    assertThat(site.run("pkg-install", "--files", ID, "--forget", ID).status()).isEqualTo(2);
    assertThat(site.run("pkg-install", "--remove", "").status()).isEqualTo(2);
    assertThat(site.run("pkgupdate", "--rollback", "X", "list").status()).isEqualTo(2);
  }

  @Test
  void versionBeforeIsPutBackAndRecorded() throws IOException {
    for (String version : new String[] {"1", "2"}) {
      Path archive = folder.resolve(version).resolve("Tea.app.tar.gz");
      Files.createDirectories(archive.getParent());
      Archives.tarGz(Apps.bundle("Tea", "org.example.tea", version), archive);
      assertThat(site.run("app-install", archive.toString()).status()).isZero();
    }
    Map<String, String> before = Tree.digest(site.root);

    Run plan = site.run("pkgupdate", "--rollback", "Tea.app.tar.gz", "--dry-run");
    assertThat(plan.output()).contains("\twould roll back\tthe version before: Tea.app 1");
    assertThat(Tree.digest(site.root)).isEqualTo(before);

    Run run = site.run("pkgupdate", "--json", "--rollback", "Tea.app.tar.gz");

    assertThat(run.status()).isZero();
    assertThat(json(run).toString()).contains("\"status\":\"rolled back\"");
    assertThat(site.run("pkgupdate", "--list-installed").output())
        .contains("Tea.app.tar.gz\tapp\t1\t");
    assertThat(site.run("pkgupdate", "--history").output()).contains("\trollback\trolled back\t");
    assertThat(site.run("pkgupdate", "--rollback", "Tea.app.tar.gz").status()).isEqualTo(66);
  }
}
