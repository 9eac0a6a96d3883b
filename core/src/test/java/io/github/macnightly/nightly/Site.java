package io.github.macnightly.nightly;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.repository.RepositoryBuilder;
import io.github.macnightly.host.Host;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.packages.PackageContext;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.repository.Repository;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A master and a root directory that is updated from it. */
final class Site implements AutoCloseable {

  final Path work;
  final Path root;
  final Path master;
  final Heard heard = new Heard();
  final List<Duration> slept = new ArrayList<>();
  final List<String> complaints = new ArrayList<>();
  final Map<String, String> settings = new HashMap<>();
  final Map<String, String> environment = new HashMap<>();
  Host host = TestHost.linux();
  ProcessRunner runner = new SystemProcessRunner();
  Sleeper sleeper = slept::add;
  Path home;
  private final Fetcher fetcher = new Fetcher(FetchOptions.defaults(), heard);
  private final List<State> states = new ArrayList<>();

  Site(Path work) throws IOException {
    this.work = work;
    this.root = Files.createDirectories(work.resolve("ro ot"));
    this.master = Files.createDirectories(work.resolve("ma ster"));
    settings.put("UPDATEMASTER", master.toUri().toString());
    settings.put("UPDATEVERSION", "1");
    settings.put("CACHE_COMMON", "yes");
    settings.put("CACHE_LOCAL", "yes");
    Tree.create().file("x.conf", "x\n").writeTo(tree("config"));
    Tree.create().file("doc/a", "a\n").directory("manager").writeTo(tree("common"));
    Tree.create().file("bin/b", "b\n").writeTo(tree("local"));
    packages().writeIndex();
  }

  RepositoryBuilder packages() throws IOException {
    return RepositoryBuilder.at(master, "1");
  }

  Path tree(String name) {
    return master.resolve("1").resolve(name);
  }

  /** Puts a script into the master's manager tree. */
  void script(String name, String text) throws IOException {
    Tree.create().file(name, "#!/bin/sh\n" + text + "\n", 0755).writeTo(tree("common/manager"));
  }

  /** Makes a sendmail that keeps each message, and returns the folder of the messages. */
  Path mail() throws IOException {
    Path folder = Files.createDirectories(work.resolve("mail"));
    Path program = folder.resolve("sendmail");
    Files.writeString(program, "#!/bin/sh\ncat > \"" + folder + "/message\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    settings.put("MAILER", program.toString());
    settings.put("MAILTO", "root");
    return folder.resolve("message");
  }

  Nightly nightly() throws IOException {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    Path file = Files.createDirectories(root.resolve("etc")).resolve("localconfig");
    Configuration configuration = Configuration.load(root, Files.writeString(file, text));
    Clock clock = Clock.systemUTC();
    WorkArea area = WorkArea.at(root);
    Receipts receipts = new Receipts(area.receipts());
    State state = State.open(root.resolve("etc/pkglist.sqlite3"), receipts, clock, heard);
    states.add(state);
    InstallContext install =
        new InstallContext(
            new RootedPaths(root), area, state, receipts, host, runner, clock, heard);
    Repository repository = new Repository(configuration.addresses().packages(), fetcher);
    PackageContext packages =
        new PackageContext(install, InstallOptions.defaults(), repository, area.cache(), 2, false);
    return new Nightly(
        new NightlyContext(
            configuration, packages, new Random(7), sleeper, home, environment, complaints::add));
  }

  NightlyReport run() throws IOException, InterruptedException {
    return nightly().run(NightlyOptions.all(true));
  }

  /** What a person sees in the root: everything but what a run notes about itself. */
  Map<String, String> tree() throws IOException {
    Map<String, String> all = Tree.digest(root);
    all.keySet().removeIf(path -> path.startsWith("var/") || path.startsWith("etc/pkglist"));
    return all;
  }

  State state() {
    return states.get(states.size() - 1);
  }

  String log() throws IOException {
    return Files.readString(root.resolve("var/log/macnightly.log"));
  }

  static StepResult step(NightlyReport report, StepName name) {
    return report.steps().stream().filter(s -> s.name() == name).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    states.forEach(State::close);
    fetcher.close();
  }
}
