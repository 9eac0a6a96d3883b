package io.github.macnightly.facts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells through its file systems of the kernel. */
final class LinuxSources {

  private static final String DMI = "sys/class/dmi/id/";
  private static final String TREE = "proc/device-tree/";

  /** What makers write into a field that they should have filled in. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)to be filled by o\\.?e\\.?m\\.?|default string|none|not (?:specified|applicable)"
              + "|n/a|unknown|system (?:serial number|product name|version)|[0.]+|x+");

  private static final Pattern VIRTUAL_MAKER =
      Pattern.compile(
          "(?i).*(?:qemu|kvm|vmware|virtualbox|innotek|\\bxen\\b|parallels|bhyve|bochs"
              + "|virtual machine|google compute engine|amazon ec2|openstack).*");

  /** Types of chassis that are carried around, from the specification of SMBIOS, 7.4.1. */
  private static final Set<String> PORTABLE = Set.of("8", "9", "10", "11", "14", "30", "31", "32");

  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+([0-9]+) kB$");
  private static final Pattern MACHINE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HYPERVISOR = Pattern.compile("(?m)^flags\\s*:.*\\bhypervisor\\b");
  private static final Set<String> GREETERS = Set.of("gdm", "Debian-gdm", "lightdm", "sddm");

  private final Tools tools;

  private LinuxSources(Tools tools) {
    this.tools = tools;
  }

  static void add(Questions questions, Tools tools, Networks networks) {
    LinuxSources sources = new LinuxSources(tools);
    Probe<List<Networks.Card>> cards = tools.probe("network interfaces", 5, networks::cards);
    questions
        .add(BuiltIn.IPV4_ADDRESS, cards, Addresses::version4)
        .add(BuiltIn.IPV6_ADDRESS, cards, Addresses::version6)
        .add(BuiltIn.MACHINE_MODEL, sources.field("product_name", "model"))
        .add(BuiltIn.PRODUCT_NAME, sources.field("product_family", "model"))
        .add(BuiltIn.SERIAL_NUMBER, sources.field("product_serial", "serial-number"))
        .add(BuiltIn.BOARD_ID, sources.field("board_name", "compatible"))
        .identify(tools.probe("machine-id", 5, sources::machineId), id -> id)
        .add(BuiltIn.MACHINE_TYPE, tools.probe("/sys/class", 5, sources::type))
        .add(BuiltIn.PHYSICAL_OR_VIRTUAL, tools.probe("/proc", 5, sources::virtual))
        .add(BuiltIn.RAM_GB, tools.probe("/proc/meminfo", 5, sources::memory))
        .add(BuiltIn.CONSOLE_USER, tools.probe("loginctl", 5, sources::consoleUser));
    for (BuiltIn absent : List.of(BuiltIn.FILEVAULT, BuiltIn.SIP, BuiltIn.MDM)) {
      questions.add(absent, tools.probe("no Mac", 5, () -> false));
    }
  }

  /** Asks the tables of the firmware or, on boards without them, the device tree. */
  private Probe<String> field(String dmi, String tree) {
    return tools.probe(
        "/sys/class/dmi/id",
        5,
        () -> Optional.ofNullable(filled(DMI + dmi)).orElse(filled(TREE + tree)));
  }

  /** Returns the text of a field; null when nobody filled it in. */
  private String filled(String file) throws IOException {
    return tools.textIfAny(file).filter(text -> !PLACEHOLDER.matcher(text).matches()).orElse(null);
  }

  /** See machine-id(5); in an image from which machines are made it is empty or a word. */
  private String machineId() throws IOException {
    return tools.textIfAny("etc/machine-id").filter(MACHINE_ID.asMatchPredicate()).orElse("");
  }

  private String type() throws IOException {
    boolean portable = tools.textIfAny(DMI + "chassis_type").filter(PORTABLE::contains).isPresent();
    return portable || hasBattery() ? "laptop" : "desktop";
  }

  /** A mouse has a battery, too, but its scope is a device. */
  private boolean hasBattery() throws IOException {
    Path supplies = tools.path("sys/class/power_supply");
    if (!Files.isDirectory(supplies)) {
      return false;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(supplies)) {
      for (Path supply : each) {
        String folder = "sys/class/power_supply/" + supply.getFileName() + "/";
        boolean battery = tools.textIfAny(folder + "type").filter("Battery"::equals).isPresent();
        boolean device = tools.textIfAny(folder + "scope").filter("Device"::equals).isPresent();
        if (battery && !device) {
          return true;
        }
      }
    }
    return false;
  }

  private String virtual() throws IOException {
    String maker =
        tools.textIfAny(DMI + "sys_vendor").orElse("")
            + " "
            + tools.textIfAny(DMI + "product_name").orElse("");
    boolean virtual =
        VIRTUAL_MAKER.matcher(maker).matches()
            || HYPERVISOR.matcher(tools.textIfAny("proc/cpuinfo").orElse("")).find()
            || tools.textIfAny("sys/hypervisor/type").isPresent()
            || Files.exists(tools.path(TREE + "hypervisor"))
            || isContainer();
    return virtual ? "virtual" : "physical";
  }

  private boolean isContainer() {
    return Files.exists(tools.path(".dockerenv"))
        || Files.exists(tools.path("run/.containerenv"))
        || Files.exists(tools.path("run/systemd/container"));
  }

  /** What the kernel has for itself is not counted here: 15.6 GiB are a machine of 16. */
  private Long memory() throws IOException {
    Matcher matcher = TOTAL.matcher(tools.text("proc/meminfo"));
    if (!matcher.find()) {
      throw new IOException("no line MemTotal");
    }
    return Memory.gibibytes(Memory.number(matcher.group(1)) * 1024);
  }

  private String consoleUser() throws IOException, InterruptedException {
    if (!Files.isDirectory(tools.path("run/systemd/system"))) {
      return ""; // sd_booted(3): there is no login manager to ask
    }
    return userAtSeat(tools.run("loginctl", "list-sessions", "--no-legend"));
  }

  /** Columns are session, number, user and seat; newer versions have more behind them. */
  static String userAtSeat(String sessions) {
    for (String line : sessions.lines().toList()) {
      String[] columns = line.strip().split("\\s+");
      boolean seat = columns.length > 3 && columns[3].equals("seat0");
      if (seat && !GREETERS.contains(columns[2]) && !List.of(columns).contains("greeter")) {
        return columns[2];
      }
    }
    return "";
  }
}
