package io.github.macnightly.host;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The machine that we run on, asked through its files and its programs. Safe for many threads. */
public final class LocalHost implements Host {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final String DEFAULT_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

  private final Path root;
  private final ProcessRunner runner;
  private final Map<String, String> environment;
  private final String javaArchitecture;
  private final Lazy<String> node = new Lazy<>(this::findNode);
  private final Lazy<String> architecture = new Lazy<>(this::findArchitecture);
  private final Lazy<SystemVersion> system = new Lazy<>(this::findSystem);
  private final Lazy<Boolean> superuser = new Lazy<>(() -> "0".equals(ask("id", "-u")));

  /**
   * Makes a view of the machine.
   *
   * @param root where its system is: {@code /}, except in a test; not a tree that is installed into
   * @param runner runs its programs
   * @param environment our environment
   */
  public LocalHost(Path root, ProcessRunner runner, Map<String, String> environment) {
    this(root, runner, environment, System.getProperty("os.arch", ""));
  }

  LocalHost(
      Path root, ProcessRunner runner, Map<String, String> environment, String javaArchitecture) {
    this.root = root;
    this.runner = runner;
    this.environment = Map.copyOf(environment);
    this.javaArchitecture = javaArchitecture;
  }

  @Override
  public String name() {
    String full = node.get();
    int dot = full.indexOf('.');
    return dot > 0 ? full.substring(0, dot) : full;
  }

  /** Returns the whole host name, as the kernel has it. */
  public String node() {
    return node.get();
  }

  private String findNode() {
    try {
      String name = Files.readString(root.resolve("proc/sys/kernel/hostname")).strip();
      if (!name.isEmpty()) {
        return name;
      }
    } catch (IOException e) {
      return askedNode(); // Only Linux has this file.
    }
    return askedNode();
  }

  private String askedNode() {
    String name = ask("uname", "-n");
    return name.isEmpty() ? environment.getOrDefault("HOSTNAME", "localhost") : name;
  }

  @Override
  public boolean isMac() {
    return SystemVersion.isMac(root);
  }

  @Override
  public String architecture() {
    return architecture.get();
  }

  private String findArchitecture() {
    if (isMac() && "1".equals(ask("sysctl", "-n", "hw.optional.arm64"))) {
      return "arm64";
    }
    return switch (javaArchitecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm64";
      default -> javaArchitecture;
    };
  }

  private SystemVersion findSystem() {
    if (isMac()) {
      String masked = environment.getOrDefault("SYSTEM_VERSION_COMPAT", "0");
      return SystemVersion.ofMac(root, !masked.equals("0"));
    }
    return SystemVersion.ofOther(root, ask("uname", "-s"));
  }

  @Override
  public String osName() {
    return system.get().name();
  }

  @Override
  public String osVersion() {
    return system.get().version();
  }

  @Override
  public String osBuild() {
    return system.get().build();
  }

  @Override
  public boolean root() {
    return superuser.get();
  }

  @Override
  public Optional<Path> find(String program) {
    if (program.indexOf('/') >= 0) {
      return Optional.of(Path.of(program)).filter(LocalHost::isProgram);
    }
    String path = environment.getOrDefault("PATH", DEFAULT_PATH);
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (isProgram(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** Returns the one line that a program prints, empty when it fails or takes too long. */
  private String ask(String... command) {
    try {
      ProcessResult result = runner.run(ProcessRequest.of(command).withDeadline(DEADLINE));
      return result.ok() ? result.output().strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
