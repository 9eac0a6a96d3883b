package io.github.macnightly.nightly;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.host.Host;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.io.Log;
import io.github.macnightly.packages.PackageContext;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What the steps share.
 *
 * @param context what the run works on
 * @param log hears what is done; instead of the log in the context
 */
record Work(NightlyContext context, Log log) {

  Configuration configuration() {
    return context.configuration();
  }

  private InstallContext install() {
    return context.packages().install();
  }

  RootedPaths root() {
    return install().root();
  }

  Host host() {
    return install().host();
  }

  ProcessRunner runner() {
    return install().runner();
  }

  Clock clock() {
    return install().clock();
  }

  State state() {
    return install().state();
  }

  /** Tells what went wrong, also to whoever wants to hear nothing else. */
  void complain(String line) {
    context.complaints().accept(line);
  }

  Duration deadline() throws IOException {
    return configuration().stepDeadline();
  }

  /** The package update, telling the log of this run. */
  PackageContext packages() {
    PackageContext p = context.packages();
    InstallContext i = p.install();
    InstallContext logged =
        new InstallContext(
            i.root(), i.area(), i.state(), i.receipts(), i.host(), i.runner(), i.clock(), log);
    return new PackageContext(
        logged, p.options(), p.repository(), p.cache(), p.downloads(), p.keep());
  }

  /** Returns where a file of the root is; the last name is not followed. */
  Path file(String path) throws IOException {
    return root().resolve(path);
  }

  /** Returns where a directory of the root is, all links followed inside the root. */
  Path directory(String path) throws IOException {
    return root().resolve(path + "/.end").getParent();
  }

  /** Returns a file of the root, or null when it is not there. */
  Path fileIfPresent(String path) throws IOException {
    Path file = directory(path);
    return Files.isRegularFile(file) ? file : null;
  }

  /** Returns the file that a key names below the root, or the usual one. */
  Path file(Key key, String usual) throws IOException {
    String text = configuration().text(key).orElse(usual);
    return file(text.startsWith("/") ? text : "/" + text);
  }

  /** Whether the root is that of this machine. */
  boolean isLive() {
    return root().root().equals(Path.of("/"));
  }
}
