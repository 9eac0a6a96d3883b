package io.github.macnightly.manifests;

import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.fetch.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Manifests on a server. */
final class RemoteSource implements ManifestSource {

  private static final String UNRESERVED = "-._~!$&'()*,;=:@/";

  private final URI base;
  private final Fetcher fetcher;

  RemoteSource(URI base, Fetcher fetcher) {
    this.base = base;
    this.fetcher = fetcher;
  }

  @Override
  public Optional<ManifestFile> find(String name) throws IOException {
    ManifestName.check(name);
    for (String ending : ENDINGS) {
      URI uri = uri(name + ending);
      try {
        byte[] bytes = fetcher.read(uri, MAX_BYTES);
        return Optional.of(
            new ManifestFile(name, name + ending, shown(uri), uri.toString(), bytes));
      } catch (FetchException e) {
        if (e.kind() != FetchException.Kind.NOT_FOUND) {
          throw e;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String where() {
    return shown(base);
  }

  private URI uri(String name) {
    String folder = base.toString();
    StringBuilder text = new StringBuilder(folder.endsWith("/") ? folder : folder + "/");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          b >= 'a' && b <= 'z'
              || b >= 'A' && b <= 'Z'
              || b >= '0' && b <= '9'
              || UNRESERVED.indexOf(b) >= 0;
      text.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return URI.create(text.toString());
  }

  /** Without user and password, which are nothing for a message. */
  private static String shown(URI uri) {
    return uri.toString().replaceFirst("^([a-z]+://)[^/@]*@", "$1");
  }
}
