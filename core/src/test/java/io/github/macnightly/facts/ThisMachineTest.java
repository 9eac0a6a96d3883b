package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.SystemProcessRunner;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we find out about this machine, beside what its own tools and files say. */
final class ThisMachineTest {

  private final FactSet facts =
      FactSet.of(
          new Machine(Path.of("/"), new SystemProcessRunner(), Map.of(), Clock.systemDefaultZone()),
          new FactRules(false, true));

  private static String run(String... command) throws Exception {
    return new SystemProcessRunner().run(ProcessRequest.of(command)).output().strip();
  }

  @Test
  void nameAndProcessorAreThoseOfUname() throws Exception {
    assertThat(facts.get("hostname")).isEqualTo(run("uname", "-n"));
    assertThat(facts.get("arch")).isEqualTo(run("uname", "-m").replace("aarch64", "arm64"));
  }

  @Test
  void treeTellsWhatIsInstalledAndTheMachineTheRest(@TempDir Path tree) throws Exception {
    new FakeMachine(tree)
        .mac("14.7.1", "23H222")
        .plist(
            "usr/local/munki/munkilib/version.plist", Map.of("CFBundleShortVersionString", "6.5"))
        .plist(
            "Applications/Tea.app/Contents/Info.plist",
            Map.of("CFBundleIdentifier", "org.example.tea", "CFBundleShortVersionString", "2"));

    FactSet there = under(tree);

    assertThat(there.get("os_vers")).isEqualTo("14.7.1");
    assertThat(there.get("os_vers_minor")).isEqualTo(7L);
    assertThat(there.get("os_build_number")).isEqualTo("23H222");
    assertThat(there.get("os_build_last_component")).isEqualTo(222L);
    assertThat(there.get("munki_version")).isEqualTo("6.5");
    assertThat((List<?>) there.get("applications")).hasSize(1);
    for (String key : List.of("hostname", "arch", "serial_number", "machine_model", "ram_gb")) {
      assertThat(there.get(key)).as(key).isEqualTo(facts.get(key));
    }
  }

  @Test
  void treeOfAnotherSystemHasItsRelease(@TempDir Path tree) throws Exception {
    assertThat(under(tree).get("os_vers")).isEqualTo(facts.get("os_vers"));
    new FakeMachine(tree).file("etc/os-release", "ID=x\nVERSION_ID=\"7.3\"\n");

    assertThat(under(tree).get("os_vers")).isEqualTo("7.3");
    assertThat(under(tree).get("applications")).isEqualTo(List.of());
  }

  private static FactSet under(Path tree) {
    return FactSet.of(
        Machine.under(tree, new SystemProcessRunner(), Map.of(), Clock.systemDefaultZone()),
        FactRules.DEFAULT);
  }

  @Test
  void everyFactHasItsKind() {
    facts
        .all()
        .forEach(
            (key, value) -> assertThat(Kinds.fits(facts.types().get(key), value)).as(key).isTrue());
  }

  @Test
  void freeSpaceIsThatOfDf() throws Exception {
    List<String> columns = List.of(run("df", "-Pk", "/").lines().toList().get(1).split("\\s+"));
    long gigabytes = Long.parseLong(columns.get(3)) * 1024 / 1_000_000_000;

    assertThat((Long) facts.get("disk_free_gb")).isBetween(gigabytes - 2, gigabytes + 2);
  }

  @Test
  void addressesOfVersion6AreThoseOfTheKernel() throws Exception {
    // A virtual machine that was told to keep to IPv4 sees no others.
    assumeThat(Boolean.getBoolean("java.net.preferIPv4Stack")).isFalse();
    Path table = Path.of("/proc/net/if_inet6");
    assumeThat(table).isReadable();
    List<InetAddress> expected = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] columns = line.strip().split("\\s+"); // address, index, prefix, scope, flags, name
      if (columns[3].equals("00")) {
        expected.add(InetAddress.getByAddress(HexFormat.of().parseHex(columns[0])));
      }
    }
    List<InetAddress> found = new ArrayList<>();
    for (Object address : (List<?>) facts.get("ipv6_address")) {
      found.add(InetAddress.getByName(address.toString()));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void memoryIsWhatTheKernelHasAndALittleMore() throws Exception {
    assumeThat(Path.of("/proc/meminfo")).isReadable();
    String total = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");

    assertThat((Long) facts.get("ram_gb")).isEqualTo(Math.round(Long.parseLong(total) / 1048576.0));
  }

  @Test
  void versionIsThatOfTheSystem() throws Exception {
    assumeThat(Path.of("/etc/os-release")).isReadable();
    String version = run("sh", "-c", ". /etc/os-release; printf %s \"$VERSION_ID\"");

    assertThat(facts.get("os_vers")).isEqualTo(version);
  }

  @Test
  void hourAndDateAreThoseOfTheClock() throws Exception {
    Instant before = Instant.now().minusSeconds(120);

    assertThat((Instant) facts.get("date")).isBetween(before, Instant.now());
    assertThat(facts.get("weekday")).isEqualTo(Long.parseLong(run("date", "+%u")));
  }
}
