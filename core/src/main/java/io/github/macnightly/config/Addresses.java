package io.github.macnightly.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where packages and trees come from.
 *
 * <p>A bare host means what it meant in 2006: packages at {@code ftp://HOST/VERSION/PKGS/}, trees
 * at {@code HOST::update-VERSION/}. With a URL, packages are at {@code URL/VERSION/PKGS/} and trees
 * at {@code rsync://HOST/update-VERSION/}, or, for a {@code file:} URL, in the directory {@code
 * URL/VERSION/}. PKGURL and SYNCURL replace either; each address is made, and demands its keys,
 * when it is asked for: a machine that takes nothing but packages needs no trees.
 */
public final class Addresses {

  private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "file");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+-]+");

  private final Configuration configuration;

  Addresses(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Returns the folder that holds {@code .pkglist}, ending in a slash.
   *
   * @throws ConfigurationException when what it is made of is not set
   */
  public URI packages() throws ConfigurationException {
    return configuration.text(Key.PKGURL).isPresent()
        ? slash(url(configuration, Key.PKGURL).toString())
        : slash(master(configuration) + version(configuration) + "/PKGS");
  }

  /**
   * Returns the rsync source of a tree.
   *
   * @param tree its path below the trees, such as {@code common/manager}
   * @throws ConfigurationException when what it is made of is not set
   */
  public String tree(String tree) throws ConfigurationException {
    Optional<String> trees = configuration.text(Key.SYNCURL);
    String all = trees.isPresent() ? withSlash(trees.get()) : treesOfMaster(configuration);
    return all + tree + "/";
  }

  /** Returns the address of the manifest; empty when none is set, or a path of the tree. */
  public Optional<URI> manifest() throws ConfigurationException {
    String manifest = configuration.text(Key.MANIFEST).orElse("/");
    if (manifest.startsWith("/")) {
      return Optional.empty();
    }
    if (manifest.contains("://")) {
      return Optional.of(url(configuration, Key.MANIFEST));
    }
    throw configuration.wrong(Key.MANIFEST, "a path that begins with /, or a URL");
  }

  /** Checks what is set; nothing need be set by a command that fetches nothing. */
  static void check(Configuration configuration) throws ConfigurationException {
    if (configuration.text(Key.PKGURL).isPresent()) {
      url(configuration, Key.PKGURL);
    }
    if (configuration.text(Key.UPDATEMASTER).isPresent()) {
      master(configuration);
    }
    if (configuration.text(Key.UPDATEVERSION).isPresent()) {
      version(configuration);
    }
    configuration.addresses().manifest();
  }

  private static String master(Configuration configuration) throws ConfigurationException {
    String master = required(configuration, Key.UPDATEMASTER, "a host name or a URL");
    if (master.contains("://") || master.startsWith("file:")) {
      return withSlash(url(configuration, Key.UPDATEMASTER).toString());
    }
    if (!HOST.matcher(master).matches()) {
      throw configuration.wrong(Key.UPDATEMASTER, "a host name or a URL");
    }
    return "ftp://" + master + "/";
  }

  private static String version(Configuration configuration) throws ConfigurationException {
    String version = required(configuration, Key.UPDATEVERSION, "a version such as 1");
    if (!VERSION.matcher(version).matches() || version.matches("\\.+")) {
      throw configuration.wrong(Key.UPDATEVERSION, "letters, digits and any of . _ + -");
    }
    return version;
  }

  private static String treesOfMaster(Configuration configuration) throws ConfigurationException {
    String master = required(configuration, Key.UPDATEMASTER, "a host name or a URL");
    String version = version(configuration);
    if (!master.contains("://") && !master.startsWith("file:")) {
      return master + "::update-" + version + "/";
    }
    URI url = url(configuration, Key.UPDATEMASTER);
    if (url.getScheme().equalsIgnoreCase("file")) {
      return withSlash(Path.of(url.getPath()).resolve(version).toString());
    }
    return "rsync://" + url.getHost() + "/update-" + version + "/";
  }

  private static String required(Configuration configuration, Key key, String wanted)
      throws ConfigurationException {
    return configuration.text(key).orElseThrow(() -> configuration.wrong(key, wanted));
  }

  private static URI url(Configuration configuration, Key key) throws ConfigurationException {
    String wanted = "a URL that begins with https://, http://, ftp:// or file:///";
    try {
      URI url = new URI(configuration.text(key).orElse("").replace(" ", "%20"));
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean complete = scheme.equals("file") ? url.getPath() != null : url.getHost() != null;
      if (SCHEMES.contains(scheme) && complete) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Falls through to the one message for every kind of bad URL.
    }
    throw configuration.wrong(key, wanted);
  }

  private static URI slash(String url) {
    return URI.create(withSlash(url));
  }

  private static String withSlash(String text) {
    return text.endsWith("/") ? text : text + "/";
  }
}
