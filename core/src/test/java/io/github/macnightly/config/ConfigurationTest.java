package io.github.macnightly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir Path root;

  @BeforeEach
  void makeEtc() throws IOException {
    Files.createDirectory(root.resolve("etc"));
  }

  private Configuration plain(String text) throws IOException {
    Files.writeString(root.resolve("etc/localconfig"), text);
    return Configuration.load(root, null);
  }

  private Configuration yaml(String text) throws IOException {
    Files.writeString(root.resolve("etc/localconfig.yml"), text);
    return Configuration.load(root, null);
  }

  @Test
  void bareHostMeansFtpAndAnRsyncModuleAsIn2006() throws IOException {
    Addresses addresses = plain("UPDATEMASTER: up.example.org\nUPDATEVERSION: 10.4\n").addresses();
    assertThat(addresses.packages()).hasToString("ftp://up.example.org/10.4/PKGS/");
    assertThat(addresses.tree("common/manager"))
        .isEqualTo("up.example.org::update-10.4/common/manager/");
  }

  @Test
  void urlMayHaveAPathOrNone() throws IOException {
    Addresses addresses =
        yaml("UPDATEMASTER: https://up.example.org/mac\nUPDATEVERSION: 1\n").addresses();
    assertThat(addresses.packages()).hasToString("https://up.example.org/mac/1/PKGS/");
    assertThat(addresses.tree("local")).isEqualTo("rsync://up.example.org/update-1/local/");
  }

  @Test
  void fileUrlHoldsPackagesAndTrees() throws IOException {
    Addresses addresses =
        yaml("UPDATEMASTER: 'file:///srv/up date'\nUPDATEVERSION: 1\n").addresses();
    assertThat(addresses.packages()).hasToString("file:///srv/up%20date/1/PKGS/");
    assertThat(addresses.tree("config")).isEqualTo("/srv/up date/1/config/");
  }

  @Test
  void ownUrlsReplaceTheOnesMadeFromTheMaster() throws IOException {
    Addresses addresses =
        plain("PKGURL: http://p.example.org/x\nSYNCURL: rsync://s:8730/m\n").addresses();
    assertThat(addresses.packages()).hasToString("http://p.example.org/x/");
    assertThat(addresses.tree("local")).isEqualTo("rsync://s:8730/m/local/");
  }

  @Test
  void yamlFileWinsOverThePlainOne() throws IOException {
    Files.writeString(root.resolve("etc/localconfig"), "SPLAY: 1h\n");
    assertThat(yaml("SPLAY: 30m\n").splay()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void versionIsTakenAsItIsWrittenInYaml() throws IOException {
    Addresses addresses = yaml("UPDATEMASTER: h\nUPDATEVERSION: 10.40\n").addresses();
    assertThat(addresses.packages()).hasToString("ftp://h/10.40/PKGS/");
  }

  @Test
  void managerAloneIsSynchronisedOnlyWhenItIsSaidSo() throws IOException {
    assertThat(plain("CACHE_COMMON: no\nCACHE_COMMON_MANAGER: no\n").syncsManager()).isFalse();
    assertThat(plain("CACHE_COMMON_MANAGER: yes\n").syncsManager()).isTrue();
    assertThat(plain("CACHE_COMMON: yes\n").syncsManager()).isTrue();
  }

  @Test
  void commentsAndBlankLinesAreSkipped() throws IOException {
    assertThat(plain("# a: b\n\n  # c\r\nSPLAY: 90\r\n").splay()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void unknownKeyIsAWarningWithTheNearestOne() throws IOException {
    Configuration configuration = plain("UPDATEMASTER: h\nUPDATEMASTRE: h\n");
    assertThat(configuration.warnings())
        .singleElement()
        .asString()
        .contains("localconfig:2", "'UPDATEMASTRE'", "did you mean UPDATEMASTER?");
  }

  @Test
  void wrongValueNamesFileAndLine() {
    assertThatThrownBy(() -> yaml("UPDATEMASTER: h\nCACHE_COMMON: maybe\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("localconfig.yml:2")
        .hasMessageContaining("CACHE_COMMON is 'maybe', wanted yes or no");
  }

  @Test
  void refusesSchemesThatAreNotRead() {
    assertThatThrownBy(() -> plain("UPDATEMASTER: gopher://h/\n"))
        .hasMessageContaining("localconfig:1")
        .hasMessageContaining("wanted a URL");
  }

  @Test
  void refusesVersionThatWouldLeaveItsFolder() {
    assertThatThrownBy(() -> plain("UPDATEMASTER: h\nUPDATEVERSION: ../x\n"))
        .hasMessageContaining("UPDATEVERSION is '../x'");
  }

  @Test
  void missingMasterIsSaidWhenItIsNeeded() throws IOException {
    Configuration configuration = plain("UPDATEVERSION: 1\n");
    assertThatThrownBy(() -> configuration.addresses().packages())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("UPDATEMASTER is not set");
  }

  @Test
  void missingFileSaysWhatToWrite() {
    assertThatThrownBy(() -> Configuration.load(root, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("write one with UPDATEMASTER");
  }

  @Test
  void brokenYamlNamesTheLine() {
    assertThatThrownBy(() -> yaml("A: b\nC: [d\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("localconfig.yml:");
  }

  @Test
  void sameKeyTwiceIsRefused() {
    assertThatThrownBy(() -> plain("SPLAY: 1h\nSPLAY: 2h\n")).hasMessageContaining("already set");
  }

  @Test
  void mailGoesToEveryAddressOfTheList() throws IOException {
    assertThat(yaml("MAILTO: [a@b.example, c@d.example]\n").mailTo())
        .containsExactly("a@b.example", "c@d.example");
  }
}
