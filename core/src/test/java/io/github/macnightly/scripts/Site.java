package io.github.macnightly.scripts;

import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tree with condition scripts that really run. */
final class Site {

  static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");

  final Path root;
  final Path conditions;
  final Path managed;
  private ScriptSettings settings;

  Site(Path root) throws IOException {
    this.root = root;
    this.conditions = directory(root.resolve("usr/local/munki/conditions"));
    this.managed = root.resolve("Library/Managed Installs");
    this.settings = ScriptSettings.under(root);
  }

  /** Makes a directory and those above it as a Mac has them, whatever the umask is. */
  private Path directory(Path path) throws IOException {
    Files.createDirectories(path);
    for (Path each = path; !each.equals(root.getParent()); each = each.getParent()) {
      mode(each, "rwxr-xr-x");
    }
    return path;
  }

  static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** Writes a script for sh, executable. */
  Path sh(String name, String... lines) throws IOException {
    return script(name, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
  }

  Path script(String name, String text) throws IOException {
    return mode(Files.writeString(conditions.resolve(name), text), "rwxr-xr-x");
  }

  /** Lines of a shell that write a dictionary of texts as Munki's scripts do. */
  static String plist(String... keysAndValues) {
    StringBuilder list = new StringBuilder("<plist version='1.0'><dict>");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      list.append("<key>").append(keysAndValues[i]).append("</key><string>");
      list.append(keysAndValues[i + 1]).append("</string>");
    }
    return write(list.append("</dict></plist>").toString());
  }

  /** A line of a shell that writes a text without single quotation marks of its own. */
  static String write(String text) {
    String quoted = text.replace("'", "\"");
    return "printf '%s' '" + quoted + "' > \"$MANAGED_INSTALL_DIR/ConditionalItems.plist\"";
  }

  Site with(ScriptSettings other) {
    settings = other;
    return this;
  }

  ScriptSettings settings() {
    return settings;
  }

  private ConditionScripts scripts() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new ConditionScripts(settings, new SystemProcessRunner(Duration.ofMillis(300)), clock);
  }

  ScriptAnswers run() throws InterruptedException {
    return scripts().run();
  }

  ScriptAnswers runOnly(String name) throws NoSuchFileException, InterruptedException {
    return scripts().runOnly(name);
  }

  ScriptAnswers plan() throws InterruptedException {
    return scripts().plan();
  }

  ScriptAnswers planOnly(String name) throws NoSuchFileException, InterruptedException {
    return scripts().planOnly(name);
  }

  /** Runs the only script that there is. */
  ScriptReport runOne() throws InterruptedException {
    ScriptAnswers answers = run();
    if (answers.scripts().size() != 1 || !answers.problems().isEmpty()) {
      throw new AssertionError(answers);
    }
    return answers.scripts().get(0);
  }

  static List<String> names(ScriptAnswers answers) {
    return answers.scripts().stream().map(ScriptReport::name).toList();
  }

  /** The merged keys with their values only. */
  static Map<String, Object> values(ScriptAnswers answers) {
    Map<String, Object> values = new TreeMap<>();
    answers.values().forEach((key, value) -> values.put(key, value.value()));
    return values;
  }
}
