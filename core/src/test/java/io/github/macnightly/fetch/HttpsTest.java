package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpsTest {

  @TempDir private Path directory;

  @Test
  void refusesACertificateNobodyVouchesForAtOnce() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.start();
    URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/x");
    try (Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT)) {
      FetchException small =
          catchThrowableOfType(FetchException.class, () -> fetcher.read(uri, 10));
      FetchException large =
          catchThrowableOfType(
              FetchException.class,
              () -> fetcher.fetch(uri, directory.resolve("x"), Expected.NONE));

      assertThat(small.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(large.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(large).hasMessageContaining("certificate");
    } finally {
      server.stop(0);
    }
  }

  private SSLContext context() throws Exception {
    Path store = directory.resolve("self-signed.p12");
    char[] password = "password".toCharArray();
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "password")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    Files.delete(store);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
