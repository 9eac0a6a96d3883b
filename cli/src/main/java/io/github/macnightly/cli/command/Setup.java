package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.cli.console.World;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.host.LocalHost;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.Installer;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tree that a command works on, and this machine. Paths in the tree stay in the tree. */
final class Setup implements Closeable {

  private static final String DATABASE = "/etc/pkglist.sqlite3";
  private static final String AREA = "/var/db/macnightly";
  private static final String YAML = "/etc/localconfig.yml";
  private static final String PLAIN = "/etc/localconfig";

  private final Session session;
  private final RootedPaths root;
  private final Path named;
  private final boolean reading;
  private InstallContext context;

  /** What was not there before and is not needed unless something is installed, deepest first. */
  private final Set<Path> fresh = new TreeSet<>(Comparator.reverseOrder());

  private boolean tidies;

  private Setup(Session session, Options options, boolean reading) throws IOException {
    this.session = session;
    this.root = new RootedPaths(options.root());
    this.named = options.config();
    this.reading = reading;
  }

  /** Sets up for a command that writes nothing. */
  static Setup reading(Session session, Options options) throws IOException {
    return new Setup(session, options, true);
  }

  /** Sets up for a command that changes the tree, unless it is a dry run. */
  static Setup of(Session session, Options options) throws IOException {
    return new Setup(session, options, options.dryRun());
  }

  /** Returns what to install on and with; opens the state when it is first asked for. */
  InstallContext context() throws IOException {
    if (context == null) {
      WorkArea area = WorkArea.at(root.root());
      Receipts receipts = new Receipts(area.receipts());
      Clock clock = Clock.systemUTC();
      ProcessRunner runner = new SystemProcessRunner();
      LocalHost host = new LocalHost(Path.of("/"), runner, session.world().environment());
      State state = reading ? read(receipts) : write(receipts, clock);
      if (reading) {
        tellInterrupted(area);
      }
      context =
          new InstallContext(root, area, state, receipts, host, runner, clock, session.console());
    }
    return context;
  }

  /** What is read now may be half of a change, and nothing that only reads can mend that. */
  private void tellInterrupted(WorkArea area) throws IOException {
    for (String item : Installer.interrupted(area)) {
      session
          .console()
          .note(
              item
                  + ": a change of it was interrupted; until the next run that installs has"
                  + " finished or undone it, what is told here may be half of it");
    }
  }

  private State read(Receipts receipts) throws IOException {
    return State.readOnly(root.resolve(DATABASE), receipts, session.console().complaints());
  }

  private State write(Receipts receipts, Clock clock) throws IOException {
    Path database = root.resolve(DATABASE);
    requireWritable(database);
    requireWritable(database.getParent());
    if (!Files.exists(database)) {
      fresh.add(database);
      enterMissing(database.getParent());
      enterMissing(root.resolve(AREA).getParent());
    }
    return State.open(database, receipts, clock, session.console());
  }

  private void enterMissing(Path directory) {
    for (Path p = directory; !Files.exists(p); p = p.getParent()) {
      fresh.add(p);
    }
  }

  /**
   * Says that a tree in which nothing was ever installed stays as it was when nothing is installed
   * now either, without a history of what failed.
   */
  Setup tidy() {
    tidies = true;
    return this;
  }

  /** Leaves a tree as it was in which nothing was ever installed, and nothing now. */
  private void leave() throws IOException {
    boolean unused = tidies && !fresh.isEmpty() && context.state().items().isEmpty();
    context.state().close();
    if (unused && context.area().dismiss()) {
      for (Path path : fresh) {
        if (!Files.isDirectory(path) || isEmpty(path)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.findAny().isEmpty();
    }
  }

  /** SQLite cannot tell a file that may not be written from a disk that is broken. */
  private static void requireWritable(Path path) throws IOException {
    Path there = path;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      throw refusal(there);
    }
  }

  /** Only a try tells whether permission is missing or the file system is mounted read-only. */
  private static IOException refusal(Path there) {
    try {
      if (Files.isDirectory(there)) {
        Files.delete(Files.createTempFile(there, ".macnightly", ""));
      } else {
        FileChannel.open(there, StandardOpenOption.WRITE).close();
      }
    } catch (AccessDeniedException e) {
      return new AccessDeniedException(there.toString());
    } catch (FileSystemException e) {
      return new FileSystemException(there.toString(), null, e.getReason());
    } catch (IOException e) {
      return e;
    }
    return new AccessDeniedException(there.toString());
  }

  /** Returns what the command may touch of its process. */
  World world() {
    return session.world();
  }

  /** Returns where a path of the tree is. */
  Path locate(String path) throws IOException {
    return root.resolve(path);
  }

  /** Reads the configuration, and tells what is odd in it. */
  Configuration configuration() throws IOException {
    Configuration configuration = Configuration.load(root.root(), file());
    configuration.warnings().forEach(session.console()::note);
    return configuration;
  }

  /** Reads the configuration for a command that can do without one. */
  Configuration configurationIfAny() throws IOException {
    return named != null || Files.exists(file()) ? configuration() : Configuration.empty();
  }

  private Path file() throws IOException {
    if (named != null) {
      return named;
    }
    Path yaml = root.resolve(YAML);
    return Files.exists(yaml) ? yaml : root.resolve(PLAIN);
  }

  @Override
  public void close() {
    if (context == null) {
      return;
    }
    try {
      leave();
    } catch (IOException e) {
      session.console().detail("what is not needed was not taken away: " + e);
      context.state().close();
    }
  }
}
