package io.github.macnightly.facts;

import io.github.macnightly.plist.PropertyLists;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The files and programs of the machine, each read within bounds. */
final class Tools {

  private static final int MAX_FILE = 1 << 20;
  private static final int MAX_OUTPUT = 16 << 20;

  /** The probe gives up first, and says so; ending the child is what it does then. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Path root;
  private final ProcessRunner runner;
  private final Duration cap;

  /**
   * Makes it.
   *
   * @param cap the longest that any source may take
   */
  Tools(Path root, ProcessRunner runner, Duration cap) {
    this.root = root;
    this.runner = runner;
    this.cap = cap;
  }

  /** Makes a probe that may take some seconds, or the cap when that is less. */
  <T> Probe<T> probe(String name, int seconds, Callable<T> work) {
    Duration own = Duration.ofSeconds(seconds);
    return new Probe<>(name, own.compareTo(cap) < 0 ? own : cap, work);
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  /** Returns what a program prints, without white space at the ends. */
  String run(String... command) throws IOException, InterruptedException {
    ProcessResult result = result(command);
    if (!result.ok()) {
      String errors = result.errors().strip().lines().findFirst().orElse("nothing said");
      throw new IOException("ended with status " + result.exitCode() + ": " + errors);
    }
    if (result.truncated()) {
      throw new IOException("printed more than " + MAX_OUTPUT + " bytes");
    }
    return result.output().strip();
  }

  /** Returns the result of a program whose status tells something. */
  ProcessResult result(String... command) throws IOException, InterruptedException {
    ProcessRequest request =
        ProcessRequest.of(command)
            .withEnvironment("LC_ALL", "C") // what they print is looked at
            .withOutputLimit(MAX_OUTPUT)
            .withDeadline(cap.plus(GRACE));
    return runner.run(request);
  }

  /** Returns the dictionaries of the array that a program prints as a property list. */
  List<Map<?, ?>> dictionaries(String... command) throws IOException, InterruptedException {
    String output = run(command);
    if (output.isEmpty()) {
      return List.of(); // ioreg, when it finds nothing
    }
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    return Plists.dictionaries(PropertyLists.read(bytes, "output of " + command[0]));
  }

  /** Returns the text of a small file up to a NUL, without white space at the ends. */
  String text(String relative) throws IOException {
    String text = new String(bytes(path(relative)), StandardCharsets.UTF_8);
    int nul = text.indexOf('\0');
    return (nul < 0 ? text : text.substring(0, nul)).strip();
  }

  /** Returns the text of a small file; empty when there is none, or nothing in it. */
  Optional<String> textIfAny(String relative) throws IOException {
    try {
      return Optional.of(text(relative)).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns the dictionary of a property list in a file. */
  static Map<String, Object> dictionary(Path file) throws IOException {
    return PropertyLists.readDictionary(bytes(file), file.toString());
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE + 1);
      if (bytes.length > MAX_FILE) {
        throw new IOException(file + " is larger than " + MAX_FILE + " bytes");
      }
      return bytes;
    }
  }
}
