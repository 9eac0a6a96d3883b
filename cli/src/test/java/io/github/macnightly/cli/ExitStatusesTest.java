package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.cli.console.World;
import io.github.macnightly.files.RunLock;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each status that a script may see, brought about by what it stands for. */
class ExitStatusesTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder);
  }

  @Test
  void doneIs0() {
    expect(0, site.run("pkgupdate", "-q"), "");
  }

  @Test
  void someItemThatFailedIs1() throws IOException {
    site.list("install Nothing", "install Tide*");

    assertThat(site.run("pkgupdate").status()).isEqualTo(1);
    assertThat(site.at("usr/local/bin/tide")).exists();
  }

  @Test
  void wrongCommandLineIs2() {
    expect(2, site.run("pkgupdate", "one", "two"), "'two'");
  }

  @Test
  void damagedImageIs65() throws IOException {
    Path image = Files.write(folder.resolve("x.dmg"), new byte[4096]);

    expect(65, site.run("dmg-install", image.toString()), image.toString());
  }

  @Test
  void missingInputIs66() throws IOException {
    expect(66, site.run("pkgupdate", "/no/list"), "/no/list");
    expect(66, Run.as("pkgupdate", "--root", "/no/root"), "/no/root");
    Files.delete(site.at("common/manager/update.pkglist"));
    expect(66, site.run("pkgupdate"), "update.pkglist");
  }

  @Test
  void missingIndexIs66AndSaysHowToMakeOne() throws IOException {
    Files.delete(site.master.resolve("1/PKGS/.pkglist"));

    expect(66, site.run("pkgupdate"), "md5sum");
  }

  @Test
  void serverThatDoesNotAnswerIs69() throws IOException {
    site.configure("UPDATEMASTER: http://127.0.0.1:" + closedPort());

    expect(69, site.run("pkgupdate", "-q"), "http://127.0.0.1:");
  }

  @Test
  void rootThatIsAFileIs73() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    expect(73, Run.as("pkgupdate", "--root", file.toString()), file.toString());
  }

  @Test
  void resultsThatCannotBeWrittenAre74() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      World world = new World(InputStream.nullInputStream(), full, errors, Map.of());
      Launch launch = new Launch("pkgupdate", "", "");

      int status = Main.run(world, launch, "--list-available", "--root", site.root.toString());

      assertThat(status).isEqualTo(74);
      assertThat(errors.toString()).contains("standard output", "No space left");
    }
  }

  @Test
  void heldLockIs75() throws IOException {
    site.run("pkgupdate");
    Path lock = site.at("var/db/macnightly/pkgupdate.lock");
    try (RunLock held = RunLock.acquire(lock, Clock.systemUTC())) {
      assertThat(held).isNotNull();
      expect(75, site.run("pkgupdate"), Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void treeThatMayNotBeWrittenIs77() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.exists(setpriv), "this system has no setpriv");
    Path bare = Files.createDirectory(folder.resolve("bare"));
    Files.setPosixFilePermissions(bare, PosixFilePermissions.fromString("r-xr-xr-x"));
    Installation installation =
        Installation.of(folder.resolve("tools"))
            .withProgram()
            .with("JAVA_HOME", System.getProperty("java.home"));
    String launcher = installation.bin("dmg-install").toString();

    // Even the superuser is held by permissions without these two rights.
    Installation.Result result =
        installation.run(
            setpriv,
            "--bounding-set=-dac_override,-dac_read_search",
            launcher,
            "--root=" + bare,
            "/tmp/x.dmg");

    assertThat(result.status()).isEqualTo(77);
    assertThat(result.errors()).contains(bare.toString(), "permission denied").hasLineCount(1);
  }

  @Test
  void treeThatMayNotBeEnteredIs77() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.exists(setpriv), "this system has no setpriv");
    Files.setPosixFilePermissions(site.root, PosixFilePermissions.fromString("rw-------"));
    Installation installation =
        Installation.of(folder.resolve("tools"))
            .withProgram()
            .with("JAVA_HOME", System.getProperty("java.home"));

    Installation.Result result =
        installation.run(
            setpriv,
            "--bounding-set=-dac_override,-dac_read_search",
            installation.bin("pkgupdate").toString(),
            "--root=" + site.root);
    Files.setPosixFilePermissions(site.root, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(result.errors()).contains(site.root + ": permission denied").hasLineCount(1);
    assertThat(result.status()).isEqualTo(77);
  }

  @Test
  void wrongConfigurationIs78() throws IOException {
    site.configure("UPDATEMASTER: h", "CACHE_COMMON: maybe");
    expect(78, site.run("pkgupdate"), "localconfig.yml:2");
    Files.delete(site.at("etc/localconfig.yml"));
    expect(78, site.run("pkgupdate"), "there is no configuration");
  }

  private static void expect(int status, Run run, String message) {
    assertThat(run.errors()).contains(message).doesNotContain("\tat ");
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.errors().lines().count()).isLessThanOrEqualTo(1);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
