package io.github.macnightly.volume;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a found image truly holds, as several independent readers agreed: {@code
 * NAME.manifest.json}. Where they disagree the manifest follows the ones that are right: 7zz gives
 * no bytes for hard links, TSK none for a file with a large attribute, libfshfs is right on both.
 */
public final class Manifest {

  private static final Set<String> JOURNAL = Set.of(".journal", ".journal_info_block");
  private static final String DECMPFS = "com.apple.decmpfs";

  private final JsonObject json;

  private Manifest(JsonObject json) {
    this.json = json;
  }

  /** Reads the manifest beside an image. */
  public static Manifest of(Path image) throws IOException {
    Path file = image.resolveSibling(image.getFileName() + ".manifest.json");
    return new Manifest(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
  }

  /** Returns what is known about a volume, such as its offset and label. */
  public JsonObject volume(int index) {
    return json.getAsJsonArray("volumes").get(index).getAsJsonObject();
  }

  /** Returns the facts by path, the root as "", without what the file system hides. */
  public Map<String, Fact> facts(int volume) {
    Map<String, Fact> facts = new TreeMap<>();
    facts.put("", fact(volume(volume).getAsJsonObject("root")));
    volume(volume)
        .getAsJsonObject("entries")
        .asMap()
        .forEach(
            (path, entry) -> {
              if (!JOURNAL.contains(path) && !entry.getAsJsonObject().has("private")) {
                facts.put(path, fact(entry.getAsJsonObject()));
              }
            });
    return facts;
  }

  private static Fact fact(JsonObject entry) {
    String type = entry.get("type").getAsString();
    return new Fact(
        type,
        mode(entry, type),
        entry.get("uid").getAsInt(),
        entry.get("gid").getAsInt(),
        Instant.parse(entry.get("mtime").getAsString()),
        content(entry, type),
        attributes(entry),
        entry.has("rsrc") && !entry.has("compression") ? digest(entry.get("rsrc")) : "0",
        entry.has("linkId"));
  }

  /** A file made by the classic system has no mode; then we say what is usual. */
  private static int mode(JsonObject entry, String type) {
    if (entry.get("mode").isJsonNull()) {
      return type.equals("dir") ? 0755 : 0644;
    }
    return Integer.parseInt(entry.get("mode").getAsString(), 8);
  }

  private static String content(JsonObject entry, String type) {
    if (type.equals("symlink")) {
      return entry.get("target").getAsString();
    }
    boolean unread =
        entry.has("compression") && !entry.get("compression").getAsString().startsWith("zlib");
    if (unread) {
      return entry.get("size").getAsLong() + " unsupported";
    }
    return type.equals("file") ? digest(entry) : "";
  }

  private static String digest(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    return object.get("size").getAsLong() + " " + object.get("sha256").getAsString();
  }

  private static Map<String, String> attributes(JsonObject entry) {
    Map<String, String> attributes = new TreeMap<>();
    if (entry.has("xattrs")) {
      entry
          .getAsJsonObject("xattrs")
          .asMap()
          .forEach((name, value) -> attributes.put(name, digest(value)));
    }
    attributes.remove(DECMPFS);
    return attributes;
  }
}
