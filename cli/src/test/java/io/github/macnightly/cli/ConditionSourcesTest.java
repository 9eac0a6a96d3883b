package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests of a server, of this machine and of its users, and what the nightly run does. */
class ConditionSourcesTest {

  private static final Map<String, String> FILES =
      Map.of(
          "/m/site_default.yaml",
          "catalogs: [p]\nincluded_manifests: [groups/lab room]\nmanaged_installs: [Tea*]\n",
          "/m/groups/lab room.json",
          "{\"optional_installs\": [\"Go\", \"Chess\"], \"managed_uninstalls\": [\"Old\"]}");

  @TempDir Path folder;
  private HttpServer server;
  private String facts;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String text = FILES.get(path);
          byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
          int status = path.startsWith("/broken") ? 500 : text == null ? 404 : 200;
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    facts = write("facts.json", "{\"hostname\": \"mac17\", \"serial_number\": \"C02\"}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Run manifest(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "manifest";
    all[1] = "--facts";
    all[2] = facts;
    System.arraycopy(words, 0, all, 3, words.length);
    return Run.as("conditions", all);
  }

  @Test
  void manifestsComeFromAServer() {
    String list = "install Tea*\nremove Old\n# optional Go\n# optional Chess\n";

    assertThat(manifest(address("/m/site_default.yaml"))).isEqualTo(new Run(0, list, ""));
    assertThat(manifest("--from", address("/m"))).isEqualTo(new Run(0, list, ""));
    assertThat(manifest("--from", address("/m/"), "site_default").output()).isEqualTo(list);
  }

  @Test
  void serverThatHasNoneOrFailsIsTold() {
    assertThat(manifest(address("/m/gone")).status()).isEqualTo(66);
    assertThat(manifest("--from", address("/empty/")).status()).isEqualTo(66);
    Run broken = manifest(address("/broken/x"));
    assertThat(broken.status()).isEqualTo(69);
    assertThat(broken.errors()).containsOnlyOnce("\n").contains("500");
    assertThat(manifest("http://[x/m").status()).isEqualTo(2);
  }

  @Test
  void ownersAndUsersHaveTheirManifests() throws IOException {
    String local = write("local", "{ managed_installs = (Cad, Old); featured_items = (Go); }");
    String choices =
        write("choices.plist", "{ managed_installs = (Go, Evil); managed_uninstalls = (Word); }");

    Run run = manifest("--local", local, "--choices", choices, address("/m/site_default.yaml"));

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .isEqualTo(
            "install Tea*\nremove Old\ninstall Cad\n# optional Go\n# optional Chess\n"
                + "install Go\nremove Word\n");
    assertThat(run.errors()).containsOnlyOnce("\n").contains("Old is overruled by remove Old");
    assertThat(manifest("--local", folder + "/gone", address("/m/site_default.yaml")).status())
        .isEqualTo(66);
    String bad = write("bad.plist", "<plist><dict>");
    assertThat(manifest("--choices", bad, address("/m/site_default.yaml")).status()).isEqualTo(65);
  }

  @Test
  void nightlyRunDoesWhatTheManifestOfTheServerSaysBeforeItsList() throws IOException {
    Site site = Site.withPackages(folder.resolve("site"));
    site.list("install Tide*");
    site.configure("UPDATEMASTER: " + site.master.toUri(), "MANIFEST: " + address("/m/"));

    Run plan = site.run("update", "--only", "pkgupdate", "-n", "now");
    Run run = site.run("update", "--only", "pkgupdate", "--json", "now");

    assertThat(plan.status()).as(plan.output() + plan.errors()).isZero();
    assertThat(plan.output()).contains("would install 2");
    assertThat(run.status()).as(run.output() + run.errors()).isZero();
    assertThat(run.output().indexOf("Tea-1.10"))
        .isPositive()
        .isLessThan(run.output().indexOf("Tide-3"));
    assertThat(site.at("Applications/Tea.app")).isDirectory();
  }
}
