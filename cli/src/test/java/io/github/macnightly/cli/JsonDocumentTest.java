package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
