package io.github.macnightly.signature;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes application bundles with a list of sealed files. */
final class BundleMaker {

  /** The rules that Apple's codesign writes, as far as they matter here. */
  static final Map<String, Object> RULES2 =
      Map.of(
          "^.*", true,
          "^[^/]+$", Map.of("nested", true, "weight", 10.0),
          "^(Frameworks|PlugIns|MacOS)/", Map.of("nested", true, "weight", 10.0),
          "^Resources/", Map.of("weight", 20.0),
          "^Resources/.*\\.lproj/", Map.of("optional", true, "weight", 1000.0),
          "^(.*/)?\\.DS_Store$", Map.of("omit", true, "weight", 2000.0),
          "^Info\\.plist$", Map.of("omit", true, "weight", 20.0));

  private final Path contents;
  private final Map<String, Object> files = new LinkedHashMap<>();
  private Map<String, Object> rules = RULES2;
  private String version = "2";

  BundleMaker(Path bundle) throws IOException {
    contents = Files.createDirectories(bundle.resolve("Contents"));
    write("Info.plist", new String(PropertyLists.writeXml(Map.of("CFBundleExecutable", "Tool"))));
    write("MacOS/Tool", "main executable");
  }

  /** Adds a file that the list holds. */
  BundleMaker sealed(String path, String text) throws IOException {
    write(path, text);
    return listed(path, Map.of("hash2", hash("SHA-256", text), "hash", hash("SHA-1", text)));
  }

  /** Adds to the list only. */
  BundleMaker listed(String path, Object value) {
    files.put(path, value);
    return this;
  }

  /** Adds a file only. */
  BundleMaker write(String path, String text) throws IOException {
    Path file = contents.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  BundleMaker link(String path, String target) throws IOException {
    Files.createDirectories(contents.resolve(path).getParent());
    Files.createSymbolicLink(contents.resolve(path), Path.of(target));
    return this;
  }

  BundleMaker rules(Map<String, Object> value) {
    rules = value;
    return this;
  }

  /** Writes the list as systems before 10.9 did. */
  BundleMaker firstVersion() {
    version = "";
    return this;
  }

  SealReport check() throws IOException {
    Map<String, Object> list = Map.of("files" + version, files, "rules" + version, rules);
    Path file = contents.resolve("_CodeSignature/CodeResources");
    Files.createDirectories(file.getParent());
    Files.write(file, PropertyLists.writeXml(list));
    return BundleSeal.check(contents.getParent());
  }

  static byte[] hash(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
