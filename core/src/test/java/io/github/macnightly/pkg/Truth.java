package io.github.macnightly.pkg;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Found and made packages with what other readers saw in them. */
public record Truth(Path file, JsonObject json) {

  /** A test over one package. */
  @FunctionalInterface
  public interface Check {
    void run(Truth truth) throws IOException;
  }

  /**
   * Makes one test per package of the wanted variants; one that is skipped where there are none.
   */
  public static Stream<DynamicTest> tests(List<String> variants, Check check) throws IOException {
    if (Shared.fixture("pkg").isEmpty()) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    return all().stream()
        .filter(truth -> variants.contains(truth.variant()))
        .map(t -> DynamicTest.dynamicTest(t.name(), () -> check.run(t)));
  }

  private static List<Truth> all() throws IOException {
    Path top = Shared.fixture("pkg").orElseThrow();
    List<Truth> found = new ArrayList<>();
    for (String group : List.of("real", "synthetic", "recipe")) {
      Path files = top.resolve(group.equals("synthetic") ? "synthetic/benign" : group);
      try (Stream<Path> list = Files.list(top.resolve("truth").resolve(group))) {
        for (Path json : list.sorted().toList()) {
          String name = json.getFileName().toString().replaceFirst("\\.json$", "");
          JsonElement parsed = JsonParser.parseString(Files.readString(json));
          found.add(new Truth(files.resolve(name), parsed.getAsJsonObject()));
        }
      }
    }
    return found;
  }

  public String name() {
    return file.getFileName().toString();
  }

  public String variant() {
    return json.has("variant") ? json.get("variant").getAsString() : "";
  }

  /** Returns the objects of an array, none when it is absent. */
  public static List<JsonObject> objects(JsonObject parent, String key) {
    JsonArray array = parent.has(key) ? parent.getAsJsonArray(key) : new JsonArray();
    return array.asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  /** Returns a member as text, null when it is absent or null. */
  public static String text(JsonObject object, String key) {
    return !object.has(key) || object.get(key).isJsonNull() ? null : object.get(key).getAsString();
  }
}
