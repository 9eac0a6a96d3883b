package io.github.macnightly.cli;

import com.dd.plist.NSObject;
import com.google.gson.stream.JsonWriter;
import com.sun.jna.Native;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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

/** A copy of the launcher in a folder of its own, with programs around it that the tests choose. */
final class Installation {

  /** What a started launcher did. */
  record Result(int status, String output, String errors) {}

  private final Path home;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path directory = Path.of("/");

  private Installation(Path home) {
    this.home = home;
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LC_ALL", "C.UTF-8");
  }

  /** The launcher and its links, in {@code home/bin}, and nothing else. */
  static Installation of(Path home) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path launcher = bin.resolve("macnightly");
    Files.copy(Run.project().resolve("bin/macnightly"), launcher);
    executable(launcher);
    for (String name : List.of("update", "conditions", "pkgupdate", "dmg-install")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("macnightly"));
    }
    return new Installation(home);
  }

  /** Puts a jar where the program would be that is only its manifest, on the classes under test. */
  Installation withProgram() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    main.put(Attributes.Name.CLASS_PATH, classPath());
    // As in the real jar: Java 24 warns of native libraries without it.
    main.putValue("Enable-Native-Access", "ALL-UNNAMED");
    Path jar = Files.createDirectories(home.resolve("lib")).resolve("macnightly.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return this;
  }

  /** The jars or folders of what the program needs to read a command line and to do its work. */
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
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Sets JAVA_HOME to a Java that only says how it was called, of the version given. */
  Installation withFakeJava(String version) throws IOException {
    Path java = home.resolveSibling("fake java");
    script(java.resolve("bin/java"), "printf '<%s>' \"$@\"");
    Files.writeString(
        java.resolve("release"),
        "JAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"x86_64\"\n".formatted(version));
    return with("JAVA_HOME", java.toString());
  }

  Installation with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Installation in(Path where) {
    directory = where;
    return this;
  }

  Path bin(String name) {
    return home.resolve("bin").resolve(name);
  }

  static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    executable(file);
  }

  private static void executable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make " + file + " executable");
    }
  }

  /** Starts a program whose output is dropped. */
  Process start(Path program, String... args) throws IOException {
    ProcessBuilder builder = builder(program, args);
    return builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
  }

  private ProcessBuilder builder(Path program, String... args) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(program.toString())));
    builder.command().addAll(List.of(args));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.directory(directory.toFile());
  }

  Result run(Path program, String... args) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "output", "");
    Path errors = Files.createTempFile(home, "errors", "");
    Process process =
        builder(program, args)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(program + " did not end");
    }
    return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
