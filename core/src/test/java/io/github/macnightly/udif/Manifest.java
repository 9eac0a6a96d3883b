package io.github.macnightly.udif;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.partition.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What several independent readers agreed that a found image holds. */
record Manifest(Path image, JsonObject json) {

  private static final Set<String> DECODED =
      Set.of("zlib", "bz2", "raw", "zero", "ignore", "comment", "end");

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
    JsonElement layers = json.get("layers");
    return layers != null && layers.getAsJsonArray().size() == 1 && layer().has("koly");
  }

  private JsonObject layer() {
    return json.getAsJsonArray("layers").get(0).getAsJsonObject();
  }

  boolean isDecodedHere() {
    return DECODED.containsAll(layer().getAsJsonObject("chunkCounts").keySet());
  }

  boolean hasChunks(String kind) {
    return layer().getAsJsonObject("chunkCounts").has(kind);
  }

  long rawSize() {
    return layer().get("rawSize").getAsLong();
  }

  String rawSha256() {
    return layer().get("rawSha256").getAsString();
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
