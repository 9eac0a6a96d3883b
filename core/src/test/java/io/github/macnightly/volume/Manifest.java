package io.github.macnightly.volume;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

  /** Returns the passphrase of an encrypted image. */
  public Optional<String> password() {
    JsonElement password = json.get("password");
    return password == null || password.isJsonNull()
        ? Optional.empty()
        : Optional.of(password.getAsString());
  }

  /** Returns the facts about all volumes by name; those of APFS without dates. */
  public Map<String, Map<String, Fact>> volumes() {
    Map<String, Map<String, Fact>> volumes = new TreeMap<>();
    for (int i = 0; i < json.getAsJsonArray("volumes").size(); i++) {
      JsonObject volume = volume(i);
      if (volume.has("label")) {
        volumes.put(volume.get("label").getAsString(), facts(i));
      }
      for (int j = 0; volume.has("volumes") && j < volume.getAsJsonArray("volumes").size(); j++) {
        Map<String, Fact> facts = apfsFacts(i, j);
        facts.replaceAll((path, fact) -> fact.undated());
        volumes.put(apfs(i, j).get("name").getAsString(), facts);
      }
    }
    return volumes;
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

  /**
   * Returns what is known about a volume of an APFS container.
   *
   * @param container the place of the container among the volumes of the disk
   */
  public JsonObject apfs(int container, int volume) {
    return volume(container).getAsJsonArray("volumes").get(volume).getAsJsonObject();
  }

  /**
   * Returns the facts about a volume of an APFS container by path, the root as "". Dates are whole
   * seconds there, and the attributes of the file system itself are listed as what they stand for.
   */
  public Map<String, Fact> apfsFacts(int container, int volume) {
    JsonObject json = apfs(container, volume);
    Map<String, JsonElement> entries = json.getAsJsonObject("entries").asMap();
    Map<Long, Integer> names = new TreeMap<>();
    entries.values().forEach(entry -> names.merge(inode(entry), 1, Integer::sum));
    Map<String, Fact> facts = new TreeMap<>();
    facts.put("", apfsFact(json.getAsJsonObject("root"), 1));
    entries.forEach(
        (path, entry) ->
            facts.put(path, apfsFact(entry.getAsJsonObject(), names.get(inode(entry)))));
    return facts;
  }

  private static long inode(JsonElement entry) {
    JsonObject object = entry.getAsJsonObject();
    return object.get(object.has("id") ? "id" : "ino").getAsLong();
  }

  private static Fact apfsFact(JsonObject entry, int names) {
    String type = entry.get("type").getAsString();
    Map<String, String> attributes = attributes(entry);
    attributes.remove("com.apple.fs.symlink");
    attributes.remove(FinderInfo.ATTRIBUTE);
    String fork = attributes.remove("com.apple.ResourceFork");
    return new Fact(
        type,
        mode(entry, type),
        entry.get("uid").getAsInt(),
        entry.get("gid").getAsInt(),
        Instant.parse(entry.get("mtime").getAsString()),
        switch (type) {
          case "symlink" -> entry.get("target").getAsString();
          case "file" -> digest(entry);
          default -> "";
        },
        attributes,
        fork == null || entry.has("compression") ? "0" : fork,
        names > 1);
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
