package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.io.Log;
import io.github.macnightly.predicate.Facts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manifests on a server. */
class RemoteSourceTest {

  private static final Map<String, String> FILES =
      Map.of(
          "/repo/manifests/mac 17",
          "{catalogs = (p); included_manifests = (\"groups/b\u00e4r\", gone, \"../x\");}",
          "/repo/manifests/groups/b\u00e4r.yaml",
          "managed_installs: [Tea]\n");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getRawPath());
          String text = FILES.get(exchange.getRequestURI().getPath());
          byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(text == null ? 404 : 200, text == null ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void namesBecomeAddressesBelowTheFolderOnly() throws IOException {
    URI address =
        URI.create(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/repo/manifests/mac%2017");
    try (Fetcher fetcher = new Fetcher(FetchOptions.defaults(), Log.SILENT)) {
      ManifestLocation place = ManifestLocation.of(address, fetcher);

      ManifestResult result =
          new ManifestWalk(place.source(), Facts.of(Map.of())).run(place.names());

      assertThat(result.lines()).containsExactly("install Tea");
      assertThat(result.problems())
          .extracting(ManifestProblem::keyPath)
          .containsExactly("included_manifests[1]", "included_manifests[2]");
    }
    assertThat(asked)
        .startsWith(
            "/repo/manifests/mac%2017",
            "/repo/manifests/groups/b%C3%A4r",
            "/repo/manifests/groups/b%C3%A4r.plist",
            "/repo/manifests/groups/b%C3%A4r.yaml")
        .allMatch(path -> path.startsWith("/repo/manifests/"));
  }

  @Test
  void computerHasItsManifestUnderSeveralNames() {
    assertThat(
            ManifestLocation.names(
                Facts.of(Map.of("hostname", "mac17.example.org", "serial_number", "C02"))))
        .containsExactly("mac17.example.org", "mac17", "C02", "site_default");
    assertThat(ManifestLocation.names(Facts.of(Map.of("hostname", "../x", "serial_number", ""))))
        .containsExactly("site_default");
  }
}
