package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All found and made packages against what other readers saw in them. */
final class TruthTest {

  private static final List<String> PACKAGES = List.of("component", "product", "bundle", "mpkg");

  /** Packages that are refused as a whole, with a word of the refusal. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "fastlane-Spaces_in_Path.pkg", "missing", // its archive holds a Distribution only
          "members-xz.pkg", "application/x-xz",
          "members-lzma.pkg", "application/x-lzma");

  private static final String NOT_UTF8 = "invalid-utf8.pkg";

  @TestFactory
  Stream<DynamicTest> componentsTellWhatTheTruthTells() throws IOException {
    return Truth.tests(PACKAGES, truth -> each(truth, TruthTest::compareInfo));
  }

  @TestFactory
  Stream<DynamicTest> payloadsHoldWhatTheTruthHolds() throws IOException {
    return Truth.tests(
        PACKAGES,
        truth ->
            each(
                truth,
                (component, json) -> comparePayload(truth, component::payload, json, "payload")));
  }

  @TestFactory
  Stream<DynamicTest> scriptsHoldWhatTheTruthHolds() throws IOException {
    return Truth.tests(
        List.of("component", "product"),
        truth ->
            each(
                truth,
                (component, json) ->
                    comparePayload(truth, component::extractScripts, json, "scripts")));
  }

  @TestFactory
  Stream<DynamicTest> billsOfMaterialsListThePayload() throws IOException {
    return Truth.tests(
        PACKAGES, truth -> each(truth, (component, json) -> compareBom(truth, component, json)));
  }

  @FunctionalInterface
  private interface Check {
    void run(Component component, JsonObject truth) throws IOException;
  }

  /** Finds the truth of each component by its identifier. */
  private static void each(Truth truth, Check check) throws IOException {
    String refused = REFUSED.get(truth.name());
    if (refused != null) {
      assertThatThrownBy(() -> InstallerPackage.open(truth.file())).hasMessageContaining(refused);
      return;
    }
    Map<String, JsonObject> known = new HashMap<>();
    collect(truth.json(), known);
    try (InstallerPackage opened = InstallerPackage.open(truth.file())) {
      assertThat(opened.components()).isNotEmpty();
      for (Component component : opened.components()) {
        assertThat(known).containsKey(component.identifier());
        check.run(component, known.get(component.identifier()));
      }
    }
  }

  private static void collect(JsonObject json, Map<String, JsonObject> known) {
    for (String key : List.of("packageInfo", "info")) {
      JsonObject info = json.has(key) ? json.getAsJsonObject(key) : new JsonObject();
      String id = Truth.text(info, key.equals("info") ? "CFBundleIdentifier" : "identifier");
      if (id != null && !json.has("components")) {
        known.put(id, json);
      }
    }
    Truth.objects(json, "components").forEach(component -> collect(component, known));
  }

  private static void compareInfo(Component component, JsonObject json) throws IOException {
    boolean flat = json.has("packageInfo");
    JsonObject info = json.getAsJsonObject(flat ? "packageInfo" : "info");
    String version = Truth.text(info, flat ? "version" : "CFBundleShortVersionString");
    String place = Truth.text(info, flat ? "install-location" : "IFPkgFlagDefaultLocation");
    assertThat(component.version()).isEqualTo(version);
    assertThat(component.installLocation() + "/").contains(place == null ? "/" : place);
    List<String> scripts = new ArrayList<>();
    Truth.objects(info, "_scripts").forEach(script -> scripts.add(Truth.text(script, "when")));
    if (!flat) {
      json.getAsJsonArray("scripts").forEach(script -> scripts.add(script.getAsString()));
    }
    assertThat(component.scripts()).containsExactlyInAnyOrderElementsOf(scripts);
    assertThat(component.receiptFiles().isEmpty()).isEqualTo(flat);
  }

  @FunctionalInterface
  private interface Visit {
    void to(EntryVisitor visitor) throws IOException;
  }

  private static void comparePayload(Truth truth, Visit visit, JsonObject json, String key)
      throws IOException {
    Map<String, String> got = new HashMap<>();
    JsonObject wanted =
        json.has(key) && json.get(key).isJsonObject() ? json.getAsJsonObject(key) : null;
    String packing = wanted == null ? "" : Truth.text(wanted, "compression");
    if (packing != null && packing.matches("pbz.|aa-raw|xz")) {
      assertThatThrownBy(() -> visit.to((e, in) -> {}))
          .isInstanceOf(UnsupportedFormatException.class);
    } else if (truth.name().equals(NOT_UTF8) && key.equals("payload")) {
      assertThatThrownBy(() -> visit.to((e, in) -> {})).hasMessageContaining("not UTF-8");
    } else {
      visit.to((e, in) -> got.put(e.path(), line(e, in, got)));
      Map<String, String> expected = new HashMap<>();
      for (JsonObject file :
          wanted == null ? List.<JsonObject>of() : Truth.objects(wanted, "files")) {
        String path = Truth.text(file, "path");
        expected.put(path.equals(".") ? "" : path, line(file));
      }
      assertThat(got).isEqualTo(expected);
    }
  }

  /** Writes an entry as one line; a hard link takes the digest of the file that it leads to. */
  private static String line(PayloadEntry e, InputStream in, Map<String, String> before)
      throws IOException {
    String head =
        String.format("%04o %d/%d %d", e.mode(), e.uid(), e.gid(), e.modified().getEpochSecond());
    return switch (e.type()) {
      case FILE -> "file " + head + " " + e.size() + " " + sha256(in);
      case HARD_LINK ->
          "file " + head + " " + before.get(e.linkTarget()).replaceAll("^.* (\\S+ \\S+)$", "$1");
      case SYMLINK -> "symlink " + head + " " + e.linkTarget();
      case DIRECTORY -> "dir " + head;
      case OTHER -> "other";
    };
  }

  private static String line(JsonObject file) {
    String type = Truth.text(file, "type");
    String mode = Truth.text(file, "mode");
    String head =
        mode
            + " "
            + Truth.text(file, "uid")
            + "/"
            + Truth.text(file, "gid")
            + " "
            + Truth.text(file, "mtime");
    return switch (type) {
      case "file" ->
          "file " + head + " " + Truth.text(file, "size") + " " + Truth.text(file, "sha256");
      case "symlink" -> "symlink " + head + " " + Truth.text(file, "target");
      case "dir" -> "dir " + head;
      default -> "other";
    };
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compareBom(Truth truth, Component component, JsonObject json)
      throws IOException {
    if (truth.name().equals(NOT_UTF8)) {
      assertThatThrownBy(component::bom).hasMessageContaining("not UTF-8");
      return;
    }
    Optional<Bom> bom = component.bom();
    JsonElement payload = json.get("payload");
    assertThat(bom.isPresent()).isEqualTo(payload != null && payload.isJsonObject());
    if (bom.isEmpty()) {
      return;
    }
    TreeSet<String> listed = new TreeSet<>();
    bom.get().entries().stream().map(BomEntry::path).forEach(listed::add);
    TreeSet<String> packed = new TreeSet<>();
    for (JsonObject file : Truth.objects(payload.getAsJsonObject(), "files")) {
      String path = Truth.text(file, "path");
      packed.add(path.equals(".") ? "" : path);
    }
    assertThat(listed).isEqualTo(packed);
  }
}
