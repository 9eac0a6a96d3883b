package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that {@code --json} prints are those of {@code doc/json.md}. */
class JsonDocumentTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder).list("install Tea*", "instal Tide*");
  }

  @Test
  void packageUpdate() throws IOException {
    assertThat(keys(site.run("pkgupdate", "--json"))).isEqualTo(documented("pkgupdate"));
  }

  @Test
  void listings() throws IOException {
    site.run("pkgupdate");

    for (String listing : new String[] {"--list-available", "--list-installed", "--history"}) {
      assertThat(keys(site.run("pkgupdate", listing, "--json")))
          .isEqualTo(documented("pkgupdate " + listing));
    }
  }

  @Test
  void questionsAboutPackages() throws IOException {
    Path file = folder.resolve("Tide.pkg");
    FlatPackageBuilder.component(Site.tide(), file);
    site.run("pkg-install", file.toString());
    Files.writeString(site.at("usr/local/bin/tide"), "changed");

    assertThat(keys(site.run("pkg-install", "--json", "--files", "Tide.pkg")))
        .isEqualTo(documented("pkg-install --files"));
    assertThat(keys(site.run("pkg-install", "--json", "--which", "/usr/local/bin/tide")))
        .isEqualTo(documented("pkg-install --which"));
    assertThat(keys(site.run("pkg-install", "--json", "--verify")))
        .isEqualTo(documented("pkg-install --verify"));
  }

  @Test
  void imageInstallation() throws IOException {
    String image = image();

    assertThat(keys(site.run("dmg-install", "--json", image)))
        .isEqualTo(documented("dmg-install, pkg-install, app-install"));
    assertThat(keys(site.run("dmg-install", "--json", "--show-license", image)))
        .isEqualTo(documented("dmg-install --show-license"));
  }

  @Test
  void imagesLookedInto() throws IOException {
    String image = image();

    for (String command : new String[] {"info", "list", "verify", "license"}) {
      assertThat(keys(Run.as("image", command, "--json", image)))
          .isEqualTo(documented("image " + command));
    }
    String target = folder.resolve("tree").toString();
    assertThat(keys(Run.as("image", "extract", "--json", image, target)))
        .isEqualTo(documented("image extract"));
  }

  @Test
  void nightlyRun() throws IOException {
    site.list("install Tea*");

    assertThat(keys(site.run("update", "now", "--json", "--only=pkgupdate")))
        .isEqualTo(documented("update"));
  }

  @Test
  void facts() throws IOException {
    assertThat(keys(Run.as("conditions", "facts", "--json")))
        .isEqualTo(documented("conditions facts"));
  }

  @Test
  void conditionsAsked() throws IOException {
    assertThat(keys(Run.as("conditions", "eval", "--json", "os_vers > 10")))
        .isEqualTo(documented("conditions eval"));
    assertThat(keys(Run.as("conditions", "explain", "--json", "arch == 'x'")))
        .isEqualTo(documented("conditions explain"));
    Path cases = Files.writeString(folder.resolve("cases.jsonl"), "{\"predicate\": \"1 == 1\"}");
    assertThat(keys(Run.as("conditions", "test", "--json", cases.toString())))
        .isEqualTo(documented("conditions test"));
    assertThat(keys(Run.as("conditions", "lint", "--json", cases.toString())))
        .isEqualTo(documented("conditions lint"));
  }

  @Test
  void manifestWalked() throws IOException {
    Path manifest =
        Files.writeString(
            folder.resolve("m.yaml"),
            "catalogs: [p]\nincluded_manifests: [gone]\nconditional_items:\n"
                + "- {condition: 1 == 1, managed_installs: [A]}\n");

    assertThat(keys(Run.as("conditions", "manifest", "--json", manifest.toString())))
        .isEqualTo(documented("conditions manifest"));
  }

  @Test
  void scriptsRun() throws IOException {
    Path script = folder.resolve("tree/usr/local/munki/conditions/room.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\necho room=a17\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    String tree = folder.resolve("tree").toString();

    assertThat(keys(Run.as("conditions", "run-scripts", "--json", "--root", tree)))
        .isEqualTo(documented("conditions run-scripts"));
  }

  @Test
  void failure() throws IOException {
    Run run = Run.as("pkgupdate", "--json", "--root", "/no/such/tree");

    assertThat(run.output()).isEmpty();
    assertThat(keys(run.errors())).isEqualTo(documented("A failure that ends a command"));
  }

  private static Set<String> keys(Run run) {
    return keys(run.output());
  }

  private static Set<String> keys(String json) {
    Set<String> keys = new TreeSet<>();
    collect("", JsonParser.parseString(json), keys);
    return keys;
  }

  private static void collect(String path, JsonElement element, Set<String> keys) {
    if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .asMap()
          .forEach(
              (key, value) -> {
                keys.add(path + "." + key);
                collect(path + "." + key, value, keys);
              });
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> collect(path + "[]", item, keys));
    }
  }

  private static Set<String> documented(String heading) throws IOException {
    String text = Files.readString(Run.project().resolve("doc/json.md"));
    String section = text.split("\n## " + heading + "\n", 2)[1];
    return keys(section.split("```json\n", 2)[1].split("```", 2)[0]);
  }

  private String image() throws IOException {
    Path image = folder.resolve("Tea-1.9.dmg");
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("Tea", "org.example.tea", "1.9")).toBytes();
    UdifWriter.create().licenses(License.samples()).write(volume, image);
    return image.toString();
  }
}
