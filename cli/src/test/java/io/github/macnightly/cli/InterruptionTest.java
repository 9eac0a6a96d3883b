package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.macnightly.cli.Installation.Result;
import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens around a command in a process of its own: signals and pipes. */
class InterruptionTest {

  @TempDir Path folder;

  private final CountDownLatch inTheMiddle = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean stalls = true;
  private Site site;
  private Installation installation;
  private HttpServer server;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder);
    installation =
        Installation.of(folder.resolve("tools"))
            .withProgram()
            .with("JAVA_HOME", System.getProperty("java.home"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    site.configure("UPDATEMASTER: http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void interruptDuringADownloadLeavesNothingHalfInstalled() throws Exception {
    Process process = installation.start(installation.bin("pkgupdate"), "--root=" + site.root);
    assertThat(inTheMiddle.await(30, TimeUnit.SECONDS)).isTrue();

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(site.at("Applications")).doesNotExist();
    assertThat(site.at("usr")).doesNotExist();
  }

  @Test
  void interruptedDownloadIsKeptForTheNextRun() throws Exception {
    Process process = installation.start(installation.bin("pkgupdate"), "--root=" + site.root);
    assertThat(inTheMiddle.await(30, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(500); // for what was sent to be written

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Tree.digest(site.at("var/db/macnightly/cache")).keySet())
        .anyMatch(path -> path.endsWith(".part"))
        .anyMatch(path -> path.endsWith(".part.info"));
  }

  @Test
  void interruptEndsAConditionThatComputesOn() throws Exception {
    // Each line takes as long as a predicate may; all of them would take minutes.
    String line =
        "{\"id\": 1, \"predicate\": \"a MATCHES '(a+)+b'\", \"facts\": {\"a\": \"%s\"}}\n";
    Path cases = folder.resolve("cases.jsonl");
    Files.writeString(cases, line.formatted("a".repeat(5000)).repeat(5000));
    Process process = installation.start(installation.bin("conditions"), "test", cases.toString());
    assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(4, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void jsonSaysTheStatusOfTheSignal() throws Exception {
    Path errors = folder.resolve("errors");
    String line = "exec \"$0\" --json --root \"$1\" 2>\"$2\"";
    Process process =
        installation.start(
            Path.of("/bin/sh"),
            "-c",
            line,
            installation.bin("pkgupdate").toString(),
            site.root.toString(),
            errors.toString());
    assertThat(inTheMiddle.await(30, TimeUnit.SECONDS)).isTrue();

    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(Files.readString(errors)).startsWith("{\"error\":{\"status\":143,\"message\":");
  }

  @Test
  void runAfterAnInterruptedOneIsFine() throws Exception {
    interruptDuringADownloadLeavesNothingHalfInstalled();
    stalls = false;

    Result next = installation.run(installation.bin("pkgupdate"), "--root=" + site.root);

    assertThat(next.status()).as(next.errors()).isZero();
    assertThat(next.output()).hasLineCount(2);
    assertThat(site.at("Applications/Tea.app")).exists();
    assertThat(Tree.digest(site.at("var/db/macnightly")).keySet())
        .noneMatch(path -> path.endsWith(".part") || path.startsWith("stage/"));
  }

  @Test
  void readerThatHasSeenEnoughIsNoFailure() throws Exception {
    stalls = false;
    StringBuilder index = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      index.append("0123456789abcdef0123456789abcdef  Package-").append(i).append(".dmg\n");
    }
    Files.writeString(site.master.resolve("1/PKGS/.pkglist"), index);
    String line = "{ \"$0\" --root \"$1\" --list-available; echo \"status $?\" >&2; } | head -n 1";

    Result result =
        installation.run(
            Path.of("/bin/sh"),
            "-c",
            line,
            installation.bin("pkgupdate").toString(),
            site.root.toString());

    assertThat(result.output()).isEqualTo("Package-0.dmg\n");
    assertThat(result.errors()).isEqualTo("status 0\n");
  }

  /** Serves the repository; of a package that stalls only the first half. */
  private void answer(HttpExchange exchange) throws IOException {
    Path file = site.master.resolve(exchange.getRequestURI().getPath().substring(1));
    byte[] bytes = Files.readAllBytes(file);
    exchange.sendResponseHeaders(200, bytes.length);
    if (stalls && !file.endsWith(".pkglist")) {
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      inTheMiddle.countDown();
      return;
    }
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
