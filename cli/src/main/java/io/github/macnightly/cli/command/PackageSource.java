package io.github.macnightly.cli.command;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.io.Log;
import io.github.macnightly.packages.PackageContext;
import io.github.macnightly.repository.Repository;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the packages of a tree come from, and on what they are installed. Closes the tree, too. */
final class PackageSource implements Closeable {

  private final Setup setup;
  private final Configuration configuration;
  private final Fetcher fetcher;

  PackageSource(Setup setup, Configuration configuration, Log log) {
    this.setup = setup;
    this.configuration = configuration;
    this.fetcher = new Fetcher(FetchOptions.defaults(), log);
  }

  /** Returns where the index is. */
  URI address() throws IOException {
    return configuration.addresses().packages();
  }

  Repository repository() throws IOException {
    return new Repository(address(), fetcher);
  }

  /** Returns what a package update works with. */
  PackageContext context(ForceFlag flags, boolean keep) throws IOException {
    // First what may be wrong in the configuration, then the state.
    Repository repository = repository();
    Optional<String> named = configuration.text(Key.CACHEDIR);
    Path cache = named.isPresent() ? setup.locate(named.get()) : setup.context().area().cache();
    return new PackageContext(
        setup.context(),
        flags.with(configuration, setup.world()),
        repository,
        cache,
        configuration.downloads(),
        keep);
  }

  @Override
  public void close() {
    fetcher.close();
    setup.close();
  }
}
