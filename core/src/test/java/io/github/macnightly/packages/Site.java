package io.github.macnightly.packages;

import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.repository.RangeServer;
import io.github.macnightly.fixtures.repository.RepositoryBuilder;
import io.github.macnightly.host.Host;
import io.github.macnightly.host.LocalHost;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.repository.ActionList;
import io.github.macnightly.repository.Repository;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository on loopback and a root that is kept in line with it. */
final class Site implements AutoCloseable {

  final Path root;
  final Path folder;
  final RepositoryBuilder repository;
  final List<String> log = new ArrayList<>();
  final RangeServer server;
  private final Fetcher fetcher;
  private State state;
  boolean keep;
  boolean force;

  Site(Path work) throws IOException {
    root = Files.createDirectories(work.resolve("root"));
    Files.createDirectories(root.resolve("etc"));
    folder = work.resolve("master");
    repository = RepositoryBuilder.at(folder, "1");
    server = RangeServer.serve(folder);
    fetcher = new Fetcher(quick(), Log.SILENT);
  }

  private static FetchOptions quick() {
    FetchOptions usual = FetchOptions.defaults();
    return new FetchOptions(
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        2,
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        usual.limit(),
        usual.random());
  }

  Site app(String file, String name, String version) throws IOException {
    repository.archive(file, Apps.bundle(name, "org.example." + name, version));
    repository.writeIndex();
    return this;
  }

  State state() throws IOException {
    if (state == null) {
      Receipts receipts = new Receipts(WorkArea.at(root).receipts());
      state = State.open(database(), receipts, Clock.systemUTC(), Log.SILENT);
    }
    return state;
  }

  Path database() {
    return root.resolve("etc/pkglist.sqlite3");
  }

  PackageUpdate update() throws IOException {
    WorkArea area = WorkArea.at(root);
    ProcessRunner runner = new SystemProcessRunner();
    Host host = new LocalHost(Path.of("/"), runner, Map.of());
    InstallContext install =
        new InstallContext(
            new RootedPaths(root),
            area,
            state(),
            new Receipts(area.receipts()),
            host,
            runner,
            Clock.systemUTC(),
            new Notes());
    InstallOptions usual = InstallOptions.defaults();
    InstallOptions options =
        new InstallOptions(usual.engine(), usual.runScripts(), force, Duration.ofSeconds(20));
    URI base = server.uri().resolve("/1/PKGS/");
    return new PackageUpdate(
        new PackageContext(install, options, new Repository(base, fetcher), area.cache(), 2, keep));
  }

  PackageReport run(String... lines) throws IOException, InterruptedException {
    return update().run(list(lines));
  }

  PackageReport plan(String... lines) throws IOException {
    return update().plan(list(lines));
  }

  static ActionList list(String... lines) {
    return ActionList.parse("list", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  Path app(String name) {
    return root.resolve("Applications/" + name + ".app");
  }

  @Override
  public void close() throws IOException {
    if (state != null) {
      state.close();
    }
    fetcher.close();
    server.close();
  }

  private final class Notes implements Log {

    @Override
    public void note(String line) {
      log.add(line);
    }

    @Override
    public void detail(String line) {}
  }
}
