package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a truth file tells of the rules of a component, against what was read. */
final class RulesTruth {

  private static final Map<BundleRecord.Rule, String> LISTS =
      Map.of(
          BundleRecord.Rule.CHECK_VERSION, "_bundle-version",
          BundleRecord.Rule.REPLACE, "_upgrade-bundle",
          BundleRecord.Rule.MERGE, "_update-bundle",
          BundleRecord.Rule.MERGE_AT_ONCE, "_atomic-update-bundle",
          BundleRecord.Rule.SAME_IDENTIFIER, "_strict-identifier",
          BundleRecord.Rule.RELOCATE, "_relocate");

  private RulesTruth() {}

  static void compare(Component component, JsonObject json) {
    if (json.has("packageInfo")) {
      flat(component, json.getAsJsonObject("packageInfo"));
    } else {
      bundle(component.rules(), json.getAsJsonObject("info"));
    }
  }

  private static void flat(Component component, JsonObject info) {
    InstallRules rules = component.rules();
    String auth = Truth.text(info, "auth");
    assertThat(rules.authorization().name()).isEqualToIgnoringCase(auth == null ? "root" : auth);
    String action = Truth.text(info, "postinstall-action");
    assertThat(rules.restart().name()).isEqualToIgnoringCase(action == null ? "none" : action);
    assertThat(rules.overwritePermissions()).isEqualTo(is(info, "overwrite-permissions"));
    assertThat(rules.relocatable()).isEqualTo(is(info, "relocatable"));
    assertThat(rules.followLinks()).isEqualTo(is(info, "followSymLinks"));
    assertThat(rules.compress()).isEqualTo(is(info, "useHFSPlusCompression"));
    assertThat(rules.installedLanguagesOnly()).isEqualTo(is(info, "deleteObsoleteLanguages"));
    String system = Truth.text(info, "minimumSystemVersion");
    assertThat(rules.minimumSystemVersion()).isEqualTo(system == null ? "" : system);
    assertThat(rules.mustClose()).isEqualTo(ids(info, "_must-close"));
    bundles(component.bundleRecords(), info);
  }

  private static void bundles(List<BundleRecord> records, JsonObject info) {
    List<String> wanted = new ArrayList<>();
    for (JsonObject bundle : Truth.objects(info, "_bundles")) {
      wanted.add(
          Truth.text(bundle, "path").replaceFirst("^\\./", "")
              + " "
              + Objects.toString(Truth.text(bundle, "CFBundleShortVersionString"), "")
              + " "
              + Objects.toString(Truth.text(bundle, "CFBundleVersion"), ""));
    }
    assertThat(records)
        .extracting(r -> r.path() + " " + r.shortVersion() + " " + r.version())
        .containsAll(wanted);
    for (Map.Entry<BundleRecord.Rule, String> list : LISTS.entrySet()) {
      assertThat(records)
          .filteredOn(record -> record.rules().contains(list.getKey()))
          .extracting(BundleRecord::identifier)
          .containsExactlyInAnyOrderElementsOf(ids(info, list.getValue()));
    }
  }

  private static List<String> ids(JsonObject info, String list) {
    return Truth.objects(info, list).stream().map(one -> Truth.text(one, "id")).toList();
  }

  private static boolean is(JsonObject info, String key) {
    return "true".equals(Truth.text(info, key));
  }

  private static void bundle(InstallRules rules, JsonObject info) {
    assertThat(rules.overwritePermissions()).isEqualTo(is(info, "IFPkgFlagOverwritePermissions"));
    assertThat(rules.followLinks()).isEqualTo(is(info, "IFPkgFlagFollowLinks"));
    assertThat(rules.relocatable()).isEqualTo(is(info, "IFPkgFlagRelocatable"));
    assertThat(rules.allowOlder()).isEqualTo(is(info, "IFPkgFlagAllowBackRev"));
    assertThat(rules.required()).isEqualTo(is(info, "IFPkgFlagIsRequired"));
    String action = Truth.text(info, "IFPkgFlagRestartAction");
    boolean none = action == null || action.matches("None|NoRestart");
    assertThat(rules.restart() == InstallRules.Restart.NONE).isEqualTo(none);
    String auth = Truth.text(info, "IFPkgFlagAuthorizationAction");
    assertThat(auth).isEqualToIgnoringCase(rules.authorization() + "Authorization");
  }
}
