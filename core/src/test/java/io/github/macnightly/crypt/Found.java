package io.github.macnightly.crypt;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A found image with its manifest: what several independent readers agreed that it holds. */
public record Found(Path image, JsonObject manifest) {

  /** Returns the images whose outermost layer is of a kind, none where the collection is absent. */
  public static List<Found> all(String kind) {
    Path folder = Shared.fixture("dmg").orElse(null);
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".manifest.json"))
          .filter(file -> !file.toString().contains("apple-manifest"))
          .sorted()
          .map(Found::of)
          .filter(found -> found.layers() > 0 && found.layer(0).contains(kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Found of(Path manifest) {
    try {
      String image = manifest.getFileName().toString().replace(".manifest.json", "");
      JsonObject json = JsonParser.parseString(Files.readString(manifest)).getAsJsonObject();
      return new Found(manifest.resolveSibling(image), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int layers() {
    return manifest.has("layers") ? manifest.getAsJsonArray("layers").size() : 0;
  }

  /** Returns the kind of a layer, counted from the outside. */
  public String layer(int index) {
    return index < layers() ? json(index).get("kind").getAsString() : "";
  }

  /** Returns what is known about a layer. */
  public JsonObject json(int layer) {
    return manifest.getAsJsonArray("layers").get(layer).getAsJsonObject();
  }

  /** Returns the size of what is in the encryption. */
  public long contentSize() {
    JsonObject layer = json(0);
    return (layer.has("dataSize") ? layer.get("dataSize") : layer.get("size")).getAsLong();
  }

  public Passphrases passphrases() {
    String password = manifest.get("password").getAsString();
    return () -> Optional.of(password.toCharArray());
  }

  public long diskSize() {
    return manifest.getAsJsonObject("disk").get("size").getAsLong();
  }

  /** Returns the digest of the disk; a very large one has none. */
  public Optional<String> diskSha256() {
    JsonElement digest = manifest.getAsJsonObject("disk").get("sha256");
    return digest.isJsonNull() ? Optional.empty() : Optional.of(digest.getAsString());
  }

  /** Returns the digest of everything in a source, without holding it. */
  public static String sha256(Source source) throws IOException {
    MessageDigest digest = Sha256.digest();
    InputStream in = source.stream();
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    return image.getFileName().toString();
  }
}
