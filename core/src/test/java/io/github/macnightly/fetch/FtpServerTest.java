package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, which is no code of ours. */
final class FtpServerTest {

  private static final byte[] BODY = Given.bytes(300_000);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @TempDir private Path directory;
  private Path served;
  private FtpServer server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    served = Files.createDirectories(directory.resolve("served/1/PKGS"));
    FtpServerFactory factory = new FtpServerFactory();
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setLoginFailureDelay(0);
    factory.setConnectionConfig(connections.createConnectionConfig());
    ListenerFactory listener = new ListenerFactory();
    listener.setPort(0);
    listener.setServerAddress("127.0.0.1");
    factory.addListener("default", listener.createListener());
    for (String name : new String[] {"anonymous", "me"}) {
      BaseUser user = new BaseUser();
      user.setName(name);
      user.setPassword(name.equals("me") ? "s@cret" : null);
      user.setHomeDirectory(directory.resolve("served").toString());
      factory.getUserManager().save(user);
    }
    server = factory.createServer();
    server.start();
    port = factory.getListener("default").getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Firefox 1.5.0.1.dmg", "a#b?c%d+e.dmg", "ü 漢.dmg", "it's \"q\" `x`.dmg"})
  void fetchesFilesOfEveryName(String name) throws IOException {
    Files.write(served.resolve(name), BODY);

    fetcher.fetch(uri("anonymous", name), target(), Given.md5(BODY));

    assertThat(target()).hasBinaryContent(BODY);
  }

  @Test
  void logsInWithUserAndPasswordOfTheUri() throws IOException {
    Files.write(served.resolve("x"), BODY);

    assertThat(fetcher.read(uri("me:s%40cret", "x"), BODY.length)).isEqualTo(BODY);
    FetchException e =
        catchThrowableOfType(FetchException.class, () -> fetcher.read(uri("me:wrong", "x"), 9));
    assertThat(e.kind()).isEqualTo(Kind.DENIED);
  }

  @Test
  void resumesWithRest() throws IOException {
    Files.write(served.resolve("x"), BODY);
    fetcher.fetch(uri("anonymous", "x"), target(), Expected.NONE);
    Files.delete(target());
    Path part = directory.resolve("cache/x.part");
    Files.write(part, Arrays.copyOf(BODY, 123_456));
    String date =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS")
            .withZone(ZoneOffset.UTC)
            .format(Files.getLastModifiedTime(served.resolve("x")).toInstant());
    new PartInfo(target(), uri("anonymous", "x"), Given.md5(BODY)).write(BODY.length + "/" + date);

    Fetched fetched = fetcher.fetch(uri("anonymous", "x"), target(), Given.md5(BODY));

    assertThat(target()).hasBinaryContent(BODY);
    assertThat(fetched.resumed()).isTrue();
  }

  @Test
  void tellsAMissingFile() {
    FetchException e =
        catchThrowableOfType(FetchException.class, () -> fetcher.read(uri("anonymous", "none"), 9));

    assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
  }

  private URI uri(String user, String name) {
    StringBuilder path = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      path.append(String.format("%%%02x", b));
    }
    String login = user.equals("anonymous") ? "" : user + "@";
    return URI.create("ftp://" + login + "127.0.0.1:" + port + "/1/PKGS/" + path);
  }

  private Path target() {
    return directory.resolve("cache/x");
  }
}
