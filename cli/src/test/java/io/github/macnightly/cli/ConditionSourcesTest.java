package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void incompleteManifestHasItsRemovalsAsComments() throws IOException {
    String file =
        write(
            "half.yaml",
            "catalogs: [p]\nincluded_manifests: [grp]\nmanaged_installs: [Go]\n"
                + "managed_uninstalls: [Tea]\n");

    Run run = manifest(file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo("install Go\n# remove Tea: left out, the manifest is incomplete\n");
    assertThat(manifest("--json", file).output().replaceAll("\\s", ""))
        .contains("\"leftOut\":false", "\"leftOut\":true");
    assertThat(manifest(folder.toString()).errors()).contains("name the folder with --from");
  }

  @Test
  void dryRunOfTheNightTellsThatTheManifestIsGone() throws IOException {
    Site site = Site.withPackages(folder.resolve("site"));
    site.list("install Tide*", "remove Tea*");
    site.configure("UPDATEMASTER: " + site.master.toUri(), "MANIFEST: " + address("/m/gone"));

    Run plan = site.run("update", "--only", "pkgupdate", "-n", "now");
    Run run = site.run("update", "--only", "pkgupdate", "now");

    assertThat(plan.status()).isEqualTo(1);
    assertThat(run.status()).isEqualTo(1);
    for (Run each : List.of(plan, run)) {
      assertThat(each.errors())
          .contains("there is no manifest of that name in " + address("/m/"))
          .contains("nothing is removed in this run; left out: Tea*");
    }
  }

  private static Run facts(Site site, String... words) {
    List<String> all = new ArrayList<>(List.of("facts", "--root", site.root.toString()));
    all.addAll(List.of(words));
    return Run.as("conditions", all.toArray(String[]::new));
  }

  @Test
  void factsOfATreeAreThoseOfItsSystem() throws IOException {
    Site site = Site.in(folder.resolve("site"));
    Files.writeString(site.at("etc/os-release"), "VERSION_ID=7.3\n");

    assertThat(facts(site, "os_vers", "os_vers_minor").output())
        .isEqualTo("os_vers\t7.3\nos_vers_minor\t3\n");
  }

  @Test
  void factThatAFailedScriptMayHaveCostsItselfOnly() throws IOException {
    Site site = Site.in(folder.resolve("site"));
    Path scripts = Files.createDirectories(site.at("usr/local/munki/conditions"));
    Path script = Files.writeString(scripts.resolve("1"), "#!/bin/sh\necho room=a; exit 3\n");
    script.toFile().setExecutable(true);

    Run run = facts(site, "hour", "room");
    Run misspelt = facts(site, "--no-scripts", "hour", "rom");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).startsWith("hour\t");
    assertThat(run.errors()).contains("a condition script that gave no keys may have it");
    assertThat(misspelt.status()).isEqualTo(2);
    assertThat(misspelt.output()).isEmpty();
    assertThat(misspelt.errors()).contains("of the others none is printed");
  }
}
