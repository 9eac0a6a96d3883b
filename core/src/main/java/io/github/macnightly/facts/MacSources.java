package io.github.macnightly.facts;

import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What macOS tells through its own programs. */
final class MacSources {

  private static final Pattern VIRTUAL_MODEL =
      Pattern.compile("VirtualMac.*|VMware.*|Parallels.*|.*(?:VirtualBox|QEMU).*");
  private static final Pattern FILEVAULT = Pattern.compile("FileVault is (On|Off)\\b");
  private static final Pattern SIP =
      Pattern.compile("System Integrity Protection status: (enabled|disabled|unknown)");
  private static final Pattern MDM = Pattern.compile("MDM enrollment: (Yes|No)\\b");

  private final Tools tools;

  private MacSources(Tools tools) {
    this.tools = tools;
  }

  static void add(Questions questions, Tools tools) {
    MacSources sources = new MacSources(tools);
    sources.hardware(questions);
    sources.profiler(questions);
    sources.security(questions);
  }

  private void hardware(Questions questions) {
    Probe<List<Map<?, ?>>> expert =
        tools.probe(
            "ioreg", 5, () -> tools.dictionaries("ioreg", "-ard1", "-c", "IOPlatformExpertDevice"));
    Probe<List<Map<?, ?>>> product =
        tools.probe(
            "ioreg",
            5,
            () -> tools.dictionaries("ioreg", "-ard1", "-p", "IODeviceTree", "-n", "product"));
    questions
        .add(BuiltIn.MACHINE_MODEL, sysctl("hw.model"), model -> model)
        .add(BuiltIn.RAM_GB, sysctl("hw.memsize"), Memory::gibibytes)
        .add(BuiltIn.SERIAL_NUMBER, expert, found -> Plists.text(found, "IOPlatformSerialNumber"))
        .identify(expert, found -> Plists.text(found, "IOPlatformUUID"))
        .add(BuiltIn.BOARD_ID, expert, found -> Plists.text(found, "board-id"))
        .add(BuiltIn.DEVICE_ID, expert, found -> Plists.text(found, "target-sub-type"))
        .add(BuiltIn.PRODUCT_NAME, product, MacSources::productName)
        .add(
            BuiltIn.MACHINE_TYPE,
            tools.probe("pmset", 5, () -> tools.run("pmset", "-g", "batt")),
            power -> power.contains("InternalBattery") ? "laptop" : "desktop")
        .add(BuiltIn.PHYSICAL_OR_VIRTUAL, tools.probe("sysctl", 5, this::virtual));
  }

  /** Only Apple silicon has the node in its device tree. */
  private static String productName(List<Map<?, ?>> found) {
    String name = Plists.text(found, "product-name");
    return name == null ? "Intel Mac" : name;
  }

  private Probe<String> sysctl(String name) {
    return tools.probe("sysctl " + name, 5, () -> tools.run("sysctl", "-n", name));
  }

  /** The kernel knows since macOS 11; before that the name of the model has to tell. */
  private String virtual() throws IOException, InterruptedException {
    ProcessResult kernel = tools.result("sysctl", "-n", "kern.hv_vmm_present");
    boolean virtual =
        kernel.ok() && kernel.output().strip().equals("1")
            || VIRTUAL_MODEL.matcher(tools.run("sysctl", "-n", "hw.model")).matches();
    return virtual ? "virtual" : "physical";
  }

  private void profiler(Questions questions) {
    Probe<List<Map<?, ?>>> network =
        tools.probe("system_profiler", 20, () -> items("SPNetworkDataType"));
    Probe<List<Map<?, ?>>> bridge =
        tools.probe("system_profiler", 20, () -> items("SPiBridgeDataType"));
    questions
        .add(BuiltIn.IPV4_ADDRESS, network, found -> addresses(found, "IPv4"))
        .add(BuiltIn.IPV6_ADDRESS, network, found -> addresses(found, "IPv6"))
        .add(BuiltIn.IBRIDGE_MODEL_NAME, bridge, found -> Plists.text(found, "ibridge_model_name"));
  }

  private List<Map<?, ?>> items(String type) throws IOException, InterruptedException {
    List<Map<?, ?>> items = new ArrayList<>();
    for (Map<?, ?> report : tools.dictionaries("system_profiler", type, "-xml")) {
      items.addAll(Plists.dictionaries(report.get("_items")));
    }
    return items;
  }

  /** The tunnels of the system itself come and go, and their addresses say nothing. */
  private static List<String> addresses(List<Map<?, ?>> services, String family) {
    List<String> found = new ArrayList<>();
    for (Map<?, ?> service : services) {
      boolean tunnel = service.get("interface") instanceof String name && name.startsWith("utun");
      if (!tunnel && service.get(family) instanceof Map<?, ?> settings) {
        found.addAll(Plists.texts(settings.get("Addresses")));
      }
    }
    return List.copyOf(found);
  }

  private void security(Questions questions) {
    questions
        .add(BuiltIn.CONSOLE_USER, tools.probe("/dev/console", 5, this::consoleUser))
        .add(
            BuiltIn.FILEVAULT,
            tools.probe("fdesetup", 5, () -> tools.result("fdesetup", "status")),
            result -> told(FILEVAULT, result).equals("On"))
        .add(
            BuiltIn.SIP,
            tools.probe("csrutil", 5, () -> tools.result("csrutil", "status")),
            result -> told(SIP, result).equals("enabled"))
        .add(
            BuiltIn.MDM,
            tools.probe(
                "profiles", 5, () -> tools.result("profiles", "status", "-type", "enrollment")),
            result -> told(MDM, result).equals("Yes"));
  }

  /** Who sits in front of it owns the console; at the login window that is root. */
  private String consoleUser() throws IOException {
    String owner = Files.getOwner(tools.path("dev/console")).getName();
    return owner.equals("root") || owner.equals("_mbsetupuser") ? "" : owner;
  }

  /** Some of these programs have an answer and a status other than 0. */
  private static String told(Pattern pattern, ProcessResult result) throws IOException {
    Matcher matcher = pattern.matcher(result.output());
    if (!matcher.find()) {
      String said = (result.output() + "\n" + result.errors()).strip();
      throw new IOException(
          "its answer is not understood, status "
              + result.exitCode()
              + ": "
              + said.lines().findFirst().orElse("nothing said"));
    }
    return matcher.group(1);
  }
}
