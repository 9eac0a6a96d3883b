package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.CorruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that vendors shipped, installed and compared with what independent readers found. */
class FoundSoftwareTest {

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sparkle-app-sla-bz2.dmg",
        "itunesvol-1.0-udro-apm.dmg",
        "itunesvol-2808aca-udro-gpt.dmg",
        "made-libdmg.dmg",
        "made-xorriso-hybrid-sla2-zlib.dmg",
        "made-xorriso-hybrid.cdr"
      })
  void installedApplicationEqualsTheManifest(String name) throws Exception {
    Path image = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(image != null, "../shared/fixtures is absent");
    try (Stage stage = new Stage(work)) {
      assertThat(stage.install(image).status()).isEqualTo(Outcome.Status.INSTALLED);
      assertThat(installed(stage.root)).isEqualTo(manifest(image));
    }
  }

  @Test
  void packageThatLacksWhatItRequiresIsRefused() throws Exception {
    Path item = Shared.fixture("pkg/real/GrowlSafari.mpkg").orElse(null);
    assumeTrue(item != null, "../shared/fixtures is absent");
    try (Stage stage = new Stage(work)) {
      assertThatThrownBy(() -> stage.install(item))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("GrowlSafari.pkg");
    }
  }

  private static Map<String, String> installed(Path root) throws Exception {
    Map<String, String> found = new TreeMap<>();
    Tree.digest(root.resolve("Applications"))
        .forEach((path, what) -> found.put(path, what.startsWith("l ") ? what : withoutMode(what)));
    return found;
  }

  /** Directories of an image may be unreadable to others; their type is what counts here. */
  private static String withoutMode(String what) {
    String[] words = what.split(" ");
    return words[0].equals("d") ? "d" : "f " + words[2];
  }

  private static Map<String, String> manifest(Path image) throws Exception {
    Path file = image.resolveSibling(image.getFileName() + ".manifest.json");
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    Map<String, String> expected = new TreeMap<>();
    for (JsonElement volume : json.getAsJsonArray("volumes")) {
      JsonObject entries = volume.getAsJsonObject().getAsJsonObject("entries");
      for (String path : entries.keySet()) {
        if (path.matches("[^/]*\\.app(/.*)?")) {
          expected.put(path, entry(entries.getAsJsonObject(path)));
        }
      }
    }
    return expected;
  }

  private static String entry(JsonObject entry) {
    return switch (entry.get("type").getAsString()) {
      case "dir" -> "d";
      case "file" -> "f " + entry.get("sha256").getAsString();
      default -> "l " + entry.get("target").getAsString();
    };
  }
}
