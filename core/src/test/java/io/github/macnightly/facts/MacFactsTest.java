package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outputs are written after the documented shapes of Apple's programs; none was run here. */
final class MacFactsTest {

  private static final String EXPERT = "ioreg -ard1 -c IOPlatformExpertDevice";
  private static final String PRODUCT = "ioreg -ard1 -p IODeviceTree -n product";
  private static final String BATTERY =
      "Now drawing from 'AC Power'\n"
          + " -InternalBattery-0 (id=22806627)\t100%; charged; 0:00 remaining present: true\n";

  @TempDir Path root;
  private FakeMachine mac;

  @BeforeEach
  void appleSilicon() throws IOException {
    mac =
        new FakeMachine(root)
            .mac("15.4.1", "24E263")
            .answer("uname -n", "lab-17.example.org\n")
            .answer("sysctl -n hw.optional.arm64", "1\n")
            .answer("sysctl -n hw.model", "Mac14,9\n")
            .answer("sysctl -n hw.memsize", "17179869184\n")
            .answer("sysctl -n kern.hv_vmm_present", "0\n")
            .answer("pmset -g batt", BATTERY)
            .answer(
                EXPERT,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <plist version="1.0"><array><dict>
                <key>IOPlatformSerialNumber</key><string>X7Q2V9K4LM</string>
                <key>model</key><data>TWFjMTQsOQA=</data>
                <key>target-sub-type</key><data>SjQxNHNBUAA=</data>
                </dict></array></plist>
                """)
            .answer(
                PRODUCT,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <plist version="1.0"><array><dict><key>product-name</key>
                <data>TWFjQm9vayBQcm8gKDE0LWluY2gsIDIwMjMpAA==</data>
                </dict></array></plist>
                """)
            .answer("system_profiler SPNetworkDataType -xml", network())
            .answer("system_profiler SPiBridgeDataType -xml", bridge("Apple T2 Security Chip"))
            .answer("fdesetup status", "FileVault is On.\n")
            .answer("csrutil status", "System Integrity Protection status: enabled.\n")
            .answer(
                "profiles status -type enrollment",
                "Enrolled via DEP: No\nMDM enrollment: Yes (User Approved)\n");
  }

  private static String network() {
    return profiler(
        service("en0", List.of("192.168.161.20"), List.of("fd00::17"))
            + service("en5", List.of("10.1.2.3", "10.1.2.4"), List.of())
            + service("utun3", List.of("100.64.0.9"), List.of("fd7a::1"))
            + "<dict><key>_name</key><string>Bluetooth PAN</string></dict>");
  }

  private static String service(String name, List<String> four, List<String> six) {
    return "<dict><key>interface</key><string>"
        + name
        + "</string><key>IPv4</key><dict>"
        + addresses(four)
        + "</dict><key>IPv6</key><dict>"
        + addresses(six)
        + "</dict></dict>";
  }

  private static String addresses(List<String> all) {
    StringBuilder list = new StringBuilder("<key>Addresses</key><array>");
    all.forEach(each -> list.append("<string>").append(each).append("</string>"));
    return list.append("</array>").toString();
  }

  private static String bridge(String name) {
    return profiler("<dict><key>ibridge_model_name</key><string>" + name + "</string></dict>");
  }

  private static String profiler(String items) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><array><dict>"
        + "<key>_dataType</key><string>SPNetworkDataType</string><key>_items</key><array>"
        + items
        + "</array></dict></array></plist>";
  }

  @Test
  void appleSiliconAnswersAllOfMunkisFacts() throws Exception {
    mac.plist(
        "usr/local/munki/munkilib/version.plist", Map.of("CFBundleShortVersionString", "7.0.4"));
    FactSet facts = mac.facts();

    assertThat(facts.get("hostname")).isEqualTo("lab-17.example.org");
    assertThat(facts.get("arch")).isEqualTo("arm64");
    assertThat(facts.get("os_vers")).isEqualTo("15.4.1");
    assertThat(facts.get("os_vers_major")).isEqualTo(15L);
    assertThat(facts.get("os_vers_minor")).isEqualTo(4L);
    assertThat(facts.get("os_vers_patch")).isEqualTo(1L);
    assertThat(facts.get("os_build_number")).isEqualTo("24E263");
    assertThat(facts.get("os_build_last_component")).isEqualTo(263L);
    assertThat(facts.get("machine_model")).isEqualTo("Mac14,9");
    assertThat(facts.get("machine_type")).isEqualTo("laptop");
    assertThat(facts.get("munki_version")).isEqualTo("7.0.4");
    assertThat(facts.get("serial_number")).isEqualTo("X7Q2V9K4LM");
    assertThat(facts.get("product_name")).isEqualTo("MacBook Pro (14-inch, 2023)");
    assertThat(facts.get("x86_64_capable")).isNull();
    assertThat(facts.get("board_id")).isEqualTo("<none>");
    assertThat(facts.get("device_id")).isEqualTo("J414sAP");
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void versionOfTwoPartsHasAPatchOfZero() throws Exception {
    FactSet facts = mac.mac("15.4", "24E248").facts();
    Set<String> keys =
        Set.of(
            "hostname",
            "arch",
            "os_vers",
            "os_vers_major",
            "os_vers_minor",
            "os_vers_patch",
            "os_build_number");

    assertThat(facts.find(keys))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "hostname", "lab-17.example.org",
                "arch", "arm64",
                "os_vers", "15.4",
                "os_vers_major", 15L,
                "os_vers_minor", 4L,
                "os_vers_patch", 0L,
                "os_build_number", "24E248"));
  }

  @Test
  void tunnelsOfTheSystemHaveNoAddresses() {
    FactSet facts = mac.facts();

    assertThat(facts.get("ipv4_address"))
        .isEqualTo(List.of("192.168.161.20", "10.1.2.3", "10.1.2.4"));
    assertThat(facts.get("ipv6_address")).isEqualTo(List.of("fd00::17"));
  }

  @Test
  void whatUsersAskForIsThere() {
    FactSet facts = mac.facts();

    assertThat(facts.get("physical_or_virtual")).isEqualTo("physical");
    assertThat(facts.get("ram_gb")).isEqualTo(16L);
    assertThat((Long) facts.get("disk_free_gb")).isNotNegative();
    assertThat(facts.get("filevault")).isEqualTo(true);
    assertThat(facts.get("sip")).isEqualTo(true);
    assertThat(facts.get("mdm")).isEqualTo(true);
    assertThat(facts.get("ibridge_model_name")).isEqualTo("Apple T2 Security Chip");
  }

  @Test
  void intelMacHasABoardAndNoProductName() {
    mac.answer("sysctl -n hw.optional.arm64", 1, "")
        .answer(PRODUCT, "")
        .answer(
            EXPERT,
            """
            <plist version="1.0"><array><dict>
            <key>board-id</key><data>TWFjLTg3NjU0MzIxMEFCQ0RFRgA=</data>
            </dict></array></plist>
            """);
    FactSet facts = mac.facts();

    assertThat(facts.get("product_name")).isEqualTo("Intel Mac");
    assertThat(facts.get("board_id")).isEqualTo("Mac-876543210ABCDEF");
    assertThat(facts.get("device_id")).isEqualTo("<none>");
    assertThat(facts.get("serial_number")).isEqualTo("UNKNOWN");
  }

  @Test
  void desktopHasNoBattery() {
    mac.answer("pmset -g batt", "Now drawing from 'AC Power'\n");

    assertThat(mac.facts().get("machine_type")).isEqualTo("desktop");
  }

  @Test
  void machineWithoutABridgeHasMunkisWordsForIt() {
    mac.answer("system_profiler SPiBridgeDataType -xml", profiler(""));

    assertThat(mac.facts().get("ibridge_model_name")).isEqualTo("NO IBRIDGE CHIP");
  }

  @ParameterizedTest
  @CsvSource({"1,Mac14,virtual", "0,VirtualMac2,virtual", "0,Mac14,physical"})
  void virtualMachineIsKnownByKernelOrModel(String kernel, String model, String expected) {
    mac.answer("sysctl -n kern.hv_vmm_present", kernel + "\n")
        .answer("sysctl -n hw.model", model + ",1\n");

    assertThat(mac.facts().get("physical_or_virtual")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,FileVault is Off.,filevault,false",
    "0,System Integrity Protection status: disabled.,sip,false",
    "0,System Integrity Protection status: unknown (Custom Configuration).,sip,false",
    "0,MDM enrollment: No,mdm,false",
    "1,FileVault is On.,filevault,true",
  })
  void securityIsToldWhateverTheStatus(int status, String output, String key, boolean expected) {
    mac.answer("fdesetup status", status, output)
        .answer("csrutil status", status, output)
        .answer("profiles status -type enrollment", status, output);

    assertThat(mac.facts().get(key)).isEqualTo(expected);
  }

  @Test
  void unknownAnswerAboutSecurityIsNotGuessed() {
    mac.answer("csrutil status", 1, "csrutil: failed to retrieve system integrity configuration");
    FactSet facts = mac.facts();

    assertThat(facts.get("sip")).isNull();
    assertThat(facts.problems())
        .singleElement()
        .extracting(FactProblem::line)
        .asString()
        .startsWith("sip: csrutil: its answer is not understood, status 1: csrutil: failed")
        .endsWith("; it is not known");
  }

  @Test
  void failingSourceGivesItsFallbackAndAProblemPerFact() {
    mac.answer(EXPERT, "<plist><array><dict>");
    FactSet facts = mac.facts();

    assertThat(facts.get("serial_number")).isEqualTo("UNKNOWN");
    assertThat(facts.get("board_id")).isEqualTo("<none>");
    assertThat(facts.get("machine_model")).isEqualTo("Mac14,9");
    assertThat(facts.problems())
        .extracting(FactProblem::key)
        .containsExactly("serial_number", "board_id");
    assertThat(facts.problems().get(0).line())
        .startsWith("serial_number: ioreg: property list: output of ioreg: ")
        .endsWith("; it is 'UNKNOWN'");
  }

  @Test
  void macWithoutAnythingAnswersWithAllFallbacks() throws Exception {
    Path empty = Files.createDirectory(root.resolve("empty"));
    FactSet facts = new FakeMachine(empty).mac("", "").facts();
    Map<String, Object> all = facts.all();

    assertThat(all)
        .containsEntry("os_vers", "")
        .containsEntry("os_vers_major", 0L)
        .containsEntry("machine_model", "UNKNOWN")
        .containsEntry("machine_type", "desktop")
        .containsEntry("ipv4_address", List.of())
        .containsEntry("ibridge_model_name", "NO IBRIDGE CHIP")
        .containsEntry("ram_gb", null)
        .containsEntry("mdm", null);
    assertThat(facts.problems())
        .extracting(FactProblem::key)
        .contains("os_vers", "machine_model", "ipv4_address", "ram_gb", "mdm", "console_user");
  }

  @Test
  void nothingIsAskedBeforeItIsWantedAndNothingTwice() {
    FactSet facts = mac.facts();
    assertThat(mac.asked).isEmpty();

    facts.get("serial_number");
    facts.get("board_id");
    facts.get("serial_number");
    facts.with(FactLayer.script("any", Map.of())).get("device_id");

    assertThat(mac.asked).containsExactly(EXPERT);
  }

  @Test
  void consoleBelongsToWhoeverSitsThere() throws Exception {
    mac.file("dev/console", "");
    String owner = Files.getOwner(root.resolve("dev/console")).getName();

    assertThat(mac.facts().get("console_user")).isEqualTo(owner.equals("root") ? "" : owner);
  }

  @Test
  void applicationsAreFoundInTheirFolders() throws Exception {
    mac.plist(
            "Applications/Microsoft Word.app/Contents/Info.plist",
            Map.of(
                "CFBundleIdentifier", "com.microsoft.Word",
                "CFBundleName", "Word",
                "CFBundleVersion", "16.96.25042021",
                "CFBundleShortVersionString", "16.96.2"))
        .plist(
            "System/Applications/Utilities/Terminal.app/Contents/Info.plist",
            Map.of("CFBundleIdentifier", "com.apple.Terminal", "CFBundleVersion", "455"))
        .file("Users/anna/Applications/Broken.app/Contents/Info.plist", "<plist>")
        .plist("Applications/Word.app/Contents/Helper.app/Contents/Info.plist", Map.of());

    assertThat(mac.facts().get("applications"))
        .isEqualTo(
            List.of(
                app("com.microsoft.Word", "Word", "/Applications/Microsoft Word.app", "16.96.2"),
                app("", "Word", "/Applications/Word.app", ""),
                app(
                    "com.apple.Terminal",
                    "Terminal",
                    "/System/Applications/Utilities/Terminal.app",
                    "455"),
                app("", "Broken", "/Users/anna/Applications/Broken.app", "")));
  }

  private static Map<String, Object> app(String id, String name, String path, String version) {
    return Map.of("bundleid", id, "name", name, "path", path, "version", version);
  }
}
