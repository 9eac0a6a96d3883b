package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.manifests.ManifestLocation;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.scripts.ConditionScripts;
import io.github.macnightly.scripts.ScriptSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;

/** Where the tree of the options has its condition scripts and manifests. */
public final class SiteOfConditions {

  private static final String MANIFESTS = "/Library/Managed Installs/manifests";

  private final RootedPaths root;
  private final Configuration configuration;

  /** Reads the configuration of the tree, if there is one. */
  public SiteOfConditions(Session session, Options options) throws IOException {
    root = new RootedPaths(options.root());
    boolean any =
        options.config() != null
            || Files.exists(root.resolve("/etc/localconfig.yml"))
            || Files.exists(root.resolve("/etc/localconfig"));
    configuration = any ? Configuration.load(root.root(), options.config()) : Configuration.empty();
    configuration.warnings().forEach(session.console()::note);
  }

  /** Returns the condition scripts; nothing is run yet. */
  public ConditionScripts scripts() throws IOException {
    ScriptSettings settings = ScriptSettings.under(root.root());
    Optional<String> folder = configuration.text(Key.CONDITIONS);
    if (folder.isPresent()) {
      settings = settings.withDirectory(root.resolve(folder.get()));
    }
    return new ConditionScripts(settings, new SystemProcessRunner(), Clock.systemUTC());
  }

  /** Returns where manifests are when the command line does not say. */
  public ManifestLocation manifests(Fetcher fetcher) throws IOException {
    Optional<URI> address = configuration.addresses().manifest();
    if (address.isPresent()) {
      return ManifestLocation.of(address.get(), fetcher);
    }
    return ManifestLocation.of(root.resolve(configuration.text(Key.MANIFEST).orElse(MANIFESTS)));
  }
}
