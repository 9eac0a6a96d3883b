package io.github.macnightly.udif;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Source;
import io.github.macnightly.partition.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What several independent readers agreed that a found image holds. */
record Manifest(Path image, JsonObject json) {

  /** Returns all UDIF images of the collection, none where it is absent. */
  static List<Manifest> all() {
    Path folder = Shared.fixture("dmg").orElse(null);
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(p -> p.toString().endsWith(".dmg"))
          .sorted()
          .map(Manifest::of)
          .filter(Manifest::isUdif)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest of(Path image) {
    try {
      String text = Files.readString(Path.of(image + ".manifest.json"));
      return new Manifest(image, JsonParser.parseString(text).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isUdif() {
    return !json.getAsJsonArray("layers").isEmpty() && layer().has("koly");
  }

  /** Returns the innermost one: encryption may be around it. */
  private JsonObject layer() {
    JsonArray layers = json.getAsJsonArray("layers");
    return layers.get(layers.size() - 1).getAsJsonObject();
  }

  /** Opens the image as the container that it is, without encryption. */
  Source open() throws IOException {
    Source file = Source.open(image);
    JsonElement password = json.get("password");
    return password.isJsonNull()
        ? file
        : EncryptedImage.open(file, () -> Optional.of(password.getAsString().toCharArray()));
  }

  /** Says what Apple's tools call an image of such chunks. */
  String format() {
    Map<String, String> names =
        Map.of("zlib", "UDZO", "bz2", "UDBZ", "adc", "UDCO", "lzfse", "ULFO", "lzma", "ULMO");
    return layer().getAsJsonObject("chunkCounts").keySet().stream()
        .filter(names::containsKey)
        .map(names::get)
        .findFirst()
        .orElse("UDRO");
  }

  long rawSize() {
    return layer().get("rawSize").getAsLong();
  }

  /** Returns nothing for a disk that is too large to digest. */
  Optional<String> rawSha256() {
    JsonElement digest = layer().get("rawSha256");
    return digest == null || digest.isJsonNull()
        ? Optional.empty()
        : Optional.of(digest.getAsString());
  }

  String scheme() {
    return json.getAsJsonObject("disk").get("scheme").getAsString();
  }

  List<Partition> partitions() {
    List<Partition> partitions = new ArrayList<>();
    for (JsonElement each : json.getAsJsonObject("disk").getAsJsonArray("partitions")) {
      JsonObject p = each.getAsJsonObject();
      partitions.add(
          new Partition(
              p.has("name") ? p.get("name").getAsString() : "",
              p.get("type").getAsString(),
              p.get("start").getAsLong() * 512,
              p.get("len").getAsLong() * 512));
    }
    return partitions;
  }

  @Override
  public String toString() {
    return image.getFileName().toString();
  }
}
