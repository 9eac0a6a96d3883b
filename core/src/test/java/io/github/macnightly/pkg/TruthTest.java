package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.xml.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All found and made packages against what other readers saw in them. */
final class TruthTest {

  private static final List<String> PACKAGES = List.of("component", "product", "bundle", "mpkg");

  /** Packages that are refused as a whole, with a word of the refusal. */
  private static final Map<String, String> REFUSED =
      Map.of("fastlane-Spaces_in_Path.pkg", "missing"); // its archive holds a Distribution only

  /** Names that no file system of a Mac can hold: a refusal, never a mended name. */
  private static final Set<String> NOT_UTF8 =
      Set.of("invalid-utf8.pkg", "libarchive-test_read_format_cpio_filename_koi8r.cpio");

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

  /** Finds the truth of each component, of those not chosen too, by its identifier. */
  private static void each(Truth truth, Check check) throws IOException {
    String refused = REFUSED.get(truth.name());
    if (refused != null) {
      assertThatThrownBy(() -> InstallerPackage.open(truth.file())).hasMessageContaining(refused);
      return;
    }
    Map<String, JsonObject> known = new HashMap<>();
    collect(truth.json(), known);
    Set<String> seen = new HashSet<>();
    for (Path path : packages(truth)) {
      try (InstallerPackage opened = InstallerPackage.open(path, TruthTest::all)) {
        for (Component component : opened.components()) {
          assertThat(known).containsKey(component.identifier());
          check.run(component, known.get(component.identifier()));
          seen.add(component.identifier());
        }
      }
    }
    assertThat(seen).isEqualTo(known.keySet());
  }

  /** Returns the package, and what lies in it, chosen by its list or not. */
  private static List<Path> packages(Truth truth) throws IOException {
    Path inner = truth.file().resolve("Contents/Packages");
    if (!truth.variant().equals("mpkg") || !Files.isDirectory(inner)) {
      return List.of(truth.file());
    }
    try (Stream<Path> list = Files.list(inner)) {
      return Stream.concat(Stream.of(truth.file()), list.sorted()).toList();
    }
  }

  /** Chooses every package that a script tells the place of. */
  private static List<String> all(byte[] script) throws IOException {
    return XmlElement.read(script, "Distribution").all("pkg-ref").stream()
        .filter(ref -> ref.text().toString().strip().matches("(#|file:).*|\\."))
        .map(ref -> ref.attributeOrEmpty("id"))
        .toList();
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
    assertThat(component.scriptEntries()).hasSameSizeAs(flat ? scripts : component.scripts());
    if (!flat) {
      json.getAsJsonArray("scripts").forEach(script -> scripts.add(script.getAsString()));
    }
    assertThat(component.scripts()).containsExactlyInAnyOrderElementsOf(Set.copyOf(scripts));
    assertThat(component.receiptFiles().isEmpty()).isEqualTo(flat);
  }

  @TestFactory
  Stream<DynamicTest> rulesAreWhatTheTruthTells() throws IOException {
    return Truth.tests(PACKAGES, truth -> each(truth, RulesTruth::compare));
  }

  /** Archives that are no packages, read as payloads. */
  @TestFactory
  Stream<DynamicTest> bareArchivesHoldWhatTheTruthHolds() throws IOException {
    return Truth.tests(
        List.of("payload", "cpio", "apple-archive"),
        truth -> {
          byte[] bytes = Files.readAllBytes(truth.file());
          Payload payload = new Payload(() -> new ByteArrayInputStream(bytes), 1 << 30);
          JsonObject json = truth.json();
          JsonObject parent = json.has("payload") ? json : new JsonObject();
          if (parent != json) {
            json.add("files", json.has("files") ? json.get("files") : json.get("entries"));
            parent.add("payload", json);
          }
          comparePayload(truth, payload::visit, parent, "payload");
        });
  }

  @FunctionalInterface
  private interface Visit {
    void to(EntryVisitor visitor) throws IOException;
  }

  private static void comparePayload(Truth truth, Visit visit, JsonObject json, String key)
      throws IOException {
    if (NOT_UTF8.contains(truth.name()) && key.equals("payload")) {
      assertThatThrownBy(() -> visit.to((e, in) -> {})).hasMessageContaining("not UTF-8");
      return;
    }
    Map<String, String> got = new HashMap<>();
    Map<String, Set<String>> links = new HashMap<>();
    Set<String> merged = new HashSet<>();
    visit.to(
        (e, in) -> {
          assertThat(got.put(e.path(), line(e, in, got))).isNull();
          if (e.type() == PayloadEntry.Type.HARD_LINK) {
            links.computeIfAbsent(e.linkTarget(), t -> new TreeSet<>(Set.of(t))).add(e.path());
          }
          if (!e.appleDouble() && !e.extras().isEmpty()) {
            merged.add(e.path());
          }
        });
    JsonObject wanted =
        json.has(key) && json.get(key).isJsonObject() ? json.getAsJsonObject(key) : null;
    Map<String, String> expected = new HashMap<>();
    Set<Set<String>> groups = new HashSet<>();
    for (JsonObject file :
        wanted == null ? List.<JsonObject>of() : Truth.objects(wanted, "files")) {
      String path = Truth.text(file, "path");
      expected.put(path.equals(".") ? "" : path, line(file));
      if (file.has("hardlinkGroup")) {
        Set<String> group = new TreeSet<>();
        file.getAsJsonArray("hardlinkGroup").forEach(name -> group.add(name.getAsString()));
        groups.add(group);
      }
    }
    expected.keySet().removeIf(path -> !got.containsKey(path) && merged.contains(owner(path)));
    assertThat(got).isEqualTo(expected);
    assertThat(Set.copyOf(links.values())).isEqualTo(groups);
  }

  private static String owner(String path) {
    return path.replaceFirst("(^|/)\\._([^/]+)$", "$1$2");
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
    if (NOT_UTF8.contains(truth.name())) {
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
