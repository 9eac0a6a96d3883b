package io.github.macnightly.install;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.Codec;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.Scheme;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.host.Host;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A root directory to install into, with an installer for it. */
final class Stage implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

  final Path root;
  final Path items;
  final InstallContext context;

  Stage(Path work) throws IOException {
    this.root = Files.createDirectories(work.resolve("root"));
    this.items = Files.createDirectories(work.resolve("items"));
    WorkArea area = WorkArea.at(root);
    Receipts receipts = new Receipts(area.receipts());
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Files.createDirectories(root.resolve("etc"));
    State state = State.open(root.resolve("etc/pkglist.sqlite3"), receipts, clock, Log.SILENT);
    this.context =
        new InstallContext(
            new RootedPaths(root),
            area,
            state,
            receipts,
            new Linux(),
            new SystemProcessRunner(),
            clock,
            Log.SILENT);
  }

  Installer installer() {
    return installer(InstallOptions.defaults());
  }

  Installer installer(InstallOptions options) {
    return new Installer(context, options);
  }

  static InstallOptions withScripts() {
    return new InstallOptions(Engine.AUTOMATIC, true, false, Duration.ofSeconds(30));
  }

  static InstallOptions forced() {
    return new InstallOptions(Engine.AUTOMATIC, false, true, Duration.ofSeconds(30));
  }

  Outcome install(Path item) throws IOException, InterruptedException {
    return installer().install(item, Origin.of(item));
  }

  Outcome remove(Path item) throws IOException {
    return installer().remove(item.getFileName().toString(), false);
  }

  Path image(String name, Tree tree) throws IOException {
    Path image = items.resolve(name);
    byte[] volume = HfsPlusBuilder.of(tree).name("Volume").toBytes();
    UdifWriter.create().codec(Codec.ZLIB).scheme(Scheme.GPT).write(volume, image);
    return image;
  }

  /** Describes what a person sees in the root: everything but the toolkit's own work area. */
  Map<String, String> installed() throws IOException {
    return Tree.digest(root).entrySet().stream()
        .filter(e -> !e.getKey().startsWith("var/db/macnightly"))
        .filter(e -> !e.getKey().startsWith("etc/pkglist"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Describes what was put into the root, without the directories that are there anyway. */
  Map<String, String> added() throws IOException {
    Map<String, String> all = installed();
    all.keySet().removeIf(path -> path.matches("etc|var|var/db|Library(/Linked)?"));
    return all;
  }

  @Override
  public void close() {
    context.state().close();
  }

  /** Not a Mac, whatever the tests run on. */
  private record Linux() implements Host {

    @Override
    public String name() {
      return "test";
    }

    @Override
    public boolean isMac() {
      return false;
    }

    @Override
    public String architecture() {
      return "x86_64";
    }

    @Override
    public String osName() {
      return "Linux";
    }

    @Override
    public String osVersion() {
      return "12";
    }

    @Override
    public String osBuild() {
      return "";
    }

    @Override
    public boolean root() {
      return true;
    }

    @Override
    public Optional<Path> find(String program) {
      return Optional.empty();
    }
  }
}
