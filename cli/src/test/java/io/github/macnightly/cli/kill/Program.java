package io.github.macnightly.cli.kill;

import com.dd.plist.NSObject;
import com.google.gson.stream.JsonWriter;
import com.sun.jna.Native;
import io.github.macnightly.cli.Main;
import io.github.macnightly.io.Log;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.CharEncoding;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.snakeyaml.engine.v2.api.Load;
import org.sqlite.JDBC;
import org.tukaani.xz.XZInputStream;
import picocli.CommandLine;

/** The program in a virtual machine of its own, at work on one tree. */
final class Program {

  /** What a program that was not killed did. */
  record Ended(int status, String output, String errors) {

    @Override
    public String toString() {
      return "status " + status + ", output:\n" + output + "errors:\n" + errors;
    }
  }

  private static final int PATIENCE_SECONDS = 120;

  private final Path root;
  private final Path notes;
  private final List<String> command;

  /**
   * Names a command; nothing is started yet.
   *
   * @param root the tree
   * @param notes where what it says is kept for a while
   * @param command its name, then its arguments without the tree
   */
  Program(Path root, Path notes, List<String> command) {
    this.root = root;
    this.notes = notes;
    this.command = command;
  }

  /** Starts the command; what it prints is dropped, what it says comes by a pipe. */
  Process start() throws IOException {
    return builder().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Runs the command to its end. */
  Ended run() throws IOException, InterruptedException {
    Path output = Files.createTempFile(notes, "output", "");
    Path errors = Files.createTempFile(notes, "errors", "");
    Process process =
        builder().redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(command + " did not end; " + Files.readString(errors));
    }
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private ProcessBuilder builder() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(List.of("-XX:-UsePerfData", "-Xmx96m", "-cp", classPath()));
    if (Runtime.version().feature() >= 22) {
      // What the manifest of the real jar says; older ones do not know the word.
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.addAll(List.of("-Dmacnightly.name=" + command.get(0), Main.class.getName()));
    line.addAll(List.of("--root", root.toString()));
    line.addAll(command.subList(1, command.size()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.redirectInput(new File("/dev/null"));
  }

  /** What the program needs, and nothing that only tests need. */
  private static String classPath() {
    return Stream.of(
            Main.class,
            Log.class,
            CommandLine.class,
            JsonWriter.class,
            JDBC.class,
            DefaultExecutor.class,
            ArchiveEntry.class,
            CharEncoding.class,
            IOUtils.class,
            XZInputStream.class,
            StringUtils.class,
            NSObject.class,
            Load.class,
            Native.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
