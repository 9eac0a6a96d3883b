package io.github.macnightly.cli;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.cli.console.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command did when it was run inside this virtual machine.
 *
 * @param status its exit status
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Run(int status, String output, String errors) {

  /** Runs the command {@code name} as its launcher would. */
  static Run as(String name, String... args) {
    return with(new Launch(name, "", ""), Map.of(), args);
  }

  /** Runs the command {@code name} with something on its standard input. */
  static Run piped(String input, String name, String... args) {
    InputStream stream = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return with(stream, new Launch(name, "", ""), Map.of(), args);
  }

  static Run with(Launch launch, Map<String, String> environment, String... args) {
    return with(InputStream.nullInputStream(), launch, environment, args);
  }

  private static Run with(
      InputStream input, Launch launch, Map<String, String> environment, String... args) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    World world = new World(input, output, errors, environment);
    int status = Main.run(world, launch, args);
    return new Run(
        status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }

  /** A session whose output nobody reads. */
  static Session session() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    World world = new World(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of());
    Launch launch = new Launch(Commands.PROGRAM, "", "");
    return new Session(world, launch, new Console(world, launch));
  }

  /** The folder of the whole project. */
  static Path project() {
    return Path.of(System.getProperty("macnightly.project", "..")).toAbsolutePath().normalize();
  }
}
