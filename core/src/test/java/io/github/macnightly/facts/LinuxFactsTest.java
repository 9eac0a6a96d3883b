package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinuxFactsTest {

  private static final String DMI = "sys/class/dmi/id/";

  @TempDir Path root;
  private FakeMachine linux;

  @BeforeEach
  void workstation() throws IOException {
    linux =
        new FakeMachine(root)
            .file("etc/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n")
            .file("proc/sys/kernel/hostname", "lab-3.example.org\n")
            .file("proc/meminfo", "MemTotal:       16284096 kB\nMemFree:         1 kB\n")
            .file("proc/cpuinfo", "flags\t\t: fpu vme sse2\n")
            .file(DMI + "sys_vendor", "LENOVO\n")
            .file(DMI + "product_name", "20XW0026GE\n")
            .file(DMI + "product_family", "ThinkPad X1 Carbon Gen 9\n")
            .file(DMI + "product_serial", "PF2ABCDE\n")
            .file(DMI + "board_name", "20XW0026GE\n")
            .file(DMI + "chassis_type", "10\n");
  }

  @Test
  void firmwareTellsWhatTheMachineIs() {
    FactSet facts = linux.facts();

    assertThat(facts.get("hostname")).isEqualTo("lab-3.example.org");
    assertThat(facts.get("os_vers")).isEqualTo("12");
    assertThat(facts.get("os_vers_major")).isEqualTo(12L);
    assertThat(facts.get("os_vers_minor")).isEqualTo(0L);
    assertThat(facts.get("os_vers_patch")).isEqualTo(0L);
    assertThat(facts.get("os_build_last_component")).isEqualTo(0L);
    assertThat(facts.get("machine_model")).isEqualTo("20XW0026GE");
    assertThat(facts.get("product_name")).isEqualTo("ThinkPad X1 Carbon Gen 9");
    assertThat(facts.get("serial_number")).isEqualTo("PF2ABCDE");
    assertThat(facts.get("machine_type")).isEqualTo("laptop");
    assertThat(facts.get("physical_or_virtual")).isEqualTo("physical");
    assertThat(facts.get("ram_gb")).isEqualTo(16L);
    assertThat(facts.get("filevault")).isEqualTo(false);
    assertThat(facts.get("console_user")).isEqualTo("");
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void machineThatSaysNothingHasAllFactsInTheirKinds() throws Exception {
    FactSet facts = new FakeMachine(Files.createDirectory(root.resolve("empty"))).facts();

    assertThat(facts.get("hostname")).isEqualTo("localhost");
    assertThat(facts.get("os_vers")).isEqualTo("");
    assertThat(facts.get("os_vers_major")).isEqualTo(0L);
    assertThat(facts.get("serial_number")).isEqualTo("UNKNOWN");
    assertThat(facts.get("ram_gb")).isNull();
    facts
        .all()
        .forEach((key, value) -> assertThat(Kinds.fits(facts.types().get(key), value)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To Be Filled By O.E.M.",
        "Default string",
        "None",
        "0000000",
        "System Serial Number",
        ""
      })
  void placeholderIsNoSerialNumber(String placeholder) throws Exception {
    linux.file(DMI + "product_serial", placeholder + "\n");

    assertThat(linux.facts().get("serial_number")).isEqualTo("UNKNOWN");
  }

  @Test
  void boardWithoutFirmwareTablesHasADeviceTree() throws Exception {
    Path other = Files.createDirectory(root.resolve("board"));
    FactSet facts =
        new FakeMachine(other)
            .file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0")
            .file("proc/device-tree/serial-number", "10000000abcdef01\0")
            .facts();

    assertThat(facts.get("machine_model")).isEqualTo("Raspberry Pi 4 Model B Rev 1.4");
    assertThat(facts.get("serial_number")).isEqualTo("10000000abcdef01");
    assertThat(facts.get("machine_type")).isEqualTo("desktop");
  }

  @Test
  void batteryOfTheMachineMakesALaptopButNotThatOfAMouse() throws Exception {
    linux
        .file(DMI + "chassis_type", "3\n")
        .file("sys/class/power_supply/hid-1/type", "Battery\n")
        .file("sys/class/power_supply/hid-1/scope", "Device\n")
        .file("sys/class/power_supply/AC/type", "Mains\n");
    assertThat(linux.facts().get("machine_type")).isEqualTo("desktop");

    linux.file("sys/class/power_supply/BAT0/type", "Battery\n");
    assertThat(linux.facts().get("machine_type")).isEqualTo("laptop");
  }

  @ParameterizedTest
  @CsvSource({
    "sys/class/dmi/id/sys_vendor,QEMU",
    "sys/class/dmi/id/product_name,VMware Virtual Platform",
    "sys/class/dmi/id/product_name,Virtual Machine",
    "proc/cpuinfo,flags : fpu hypervisor lahf_lm",
    "sys/hypervisor/type,xen",
    ".dockerenv,x"
  })
  void virtualMachineIsKnown(String file, String text) throws Exception {
    linux.file(file, text + "\n");

    assertThat(linux.facts().get("physical_or_virtual")).isEqualTo("virtual");
  }

  @Test
  void addressesComeFromTheInterfaces() throws Exception {
    linux
        .card("eth0", "192.168.161.7", "fd00:0:0:0:0:0:0:2", "fe80::1")
        .card("utun4", "10.9.9.9")
        .card("wlan0", "10.0.0.8");
    FactSet facts = linux.facts();

    assertThat(facts.get("ipv4_address")).isEqualTo(List.of("192.168.161.7", "10.0.0.8"));
    assertThat(facts.get("ipv6_address")).isEqualTo(List.of("fd00::2"));
  }

  /** The left column is as RFC 4291 and RFC 5952 write it out, the right one their short form. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "FF01:0:0:0:0:0:0:101, ff01::101",
    "2001:db8:0:0:0:0:0:0, 2001:db8::",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"
  })
  void addressHasOneShortForm(String written, String expected) throws Exception {
    linux.card("eth0", written);

    assertThat(linux.facts().get("ipv6_address")).isEqualTo(List.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 1000 anna seat0 tty2|anna",
        "c1 120 gdm seat0 tty1|''",
        "4 1000 anna - pts/0|''",
        "c1 996 greet seat0 812 greeter tty1 no -\\n3 1000 bert seat0 99 user tty2 no -|bert"
      })
  void consoleBelongsToTheSeat(String sessions, String expected) throws Exception {
    linux
        .file("run/systemd/system/x", "")
        .answer("loginctl list-sessions --no-legend", sessions.replace("\\n", "\n"));

    assertThat(linux.facts().get("console_user")).isEqualTo(expected);
  }

  @Test
  void unreadableMemoryIsNotGuessed() throws Exception {
    linux.file("proc/meminfo", "nothing\n");
    FactSet facts = linux.facts();

    assertThat(facts.get("ram_gb")).isNull();
    assertThat(facts.problems())
        .extracting(FactProblem::line)
        .containsExactly("ram_gb: /proc/meminfo: no line MemTotal; it is not known");
  }

  @Test
  void shardIsThatOfTheMachineIdWhoeverAsks() throws IOException {
    String id = "0123456789abcdef0123456789abcdef";
    FakeMachine user = new FakeMachine(root.resolve("user")).file("etc/machine-id", id + "\n");
    FakeMachine admin =
        new FakeMachine(root.resolve("admin"))
            .file("etc/machine-id", id + "\n")
            .file("sys/class/dmi/id/product_serial", "X1\n");

    assertThat(user.facts().get("shard")).isEqualTo(Derived.shard(id));
    assertThat(admin.facts().get("shard")).isEqualTo(Derived.shard(id));
  }

  @Test
  void withoutAMachineIdItIsTheSerialNumberElseTheShortName() throws IOException {
    FakeMachine serial =
        new FakeMachine(root.resolve("serial"))
            .file("etc/machine-id", "uninitialized\n")
            .file("sys/class/dmi/id/product_serial", "X1\n");
    FakeMachine name = new FakeMachine(root.resolve("name"));
    String host = name.facts().get("hostname").toString().split("\\.")[0];

    assertThat(serial.facts().get("shard")).isEqualTo(Derived.shard("X1"));
    assertThat(name.facts().get("shard")).isEqualTo(Derived.shard(host));
  }
}
