package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.packages.PackageReport;
import io.github.macnightly.packages.PackageUpdate;
import io.github.macnightly.repository.ActionList;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One run of the package update. */
final class PackageRun implements Closeable {

  private static final String DEFAULT_LIST = "/common/manager/update.pkglist";

  private final Session session;
  private final Console console;
  private final boolean dryRun;
  private final Setup setup;
  private final Configuration configuration;
  private final PackageSource source;

  /** Sets up for the tree of {@code options}. */
  PackageRun(Session session, Options options) throws IOException {
    this.session = session;
    this.console = session.console();
    this.dryRun = options.dryRun();
    this.setup = Setup.of(session, options);
    this.configuration = setup.configuration();
    this.source = new PackageSource(setup, configuration, console);
  }

  /**
   * Runs, or tells what a run would do, and prints what became of each item.
   *
   * @param list file, {@code -} for standard input, or null for the tree's own list
   * @param flags how to install
   * @param keep whether downloads are kept
   */
  ExitStatus update(String list, InstallFlags flags, boolean keep)
      throws IOException, InterruptedException {
    ActionList actions = actions(list);
    PackageUpdate update = new PackageUpdate(source.context(flags, keep));
    PackageReport report = dryRun ? update.plan(actions) : update.run(actions);
    warnOf(source.address().getScheme());
    return new PackageResults(console, dryRun).print(report);
  }

  private ActionList actions(String list) throws IOException {
    if (list == null) {
      return ofTree();
    }
    if (list.equals("-")) {
      return ActionList.parse("standard input", session.world().input().readAllBytes());
    }
    return parse(list, Path.of(list));
  }

  private static ActionList parse(String name, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(name, null, "is a directory, wanted a package list");
    }
    return ActionList.parse(name, Files.readAllBytes(file));
  }

  private ActionList ofTree() throws IOException {
    Path file = setup.locate(configuration.text(Key.PKGLIST).orElse(DEFAULT_LIST));
    if (Files.notExists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no package list; name one, or - for standard input");
    }
    return parse(file.toString(), file);
  }

  /** MD5 sums are worth no more than the way they came. */
  private void warnOf(String scheme) {
    if (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("ftp")) {
      console.note(
          "warning: the index came over "
              + scheme
              + ", which anybody on the way can change: use an https:// UPDATEMASTER");
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
