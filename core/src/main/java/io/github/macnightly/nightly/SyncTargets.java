package io.github.macnightly.nightly;

import io.github.macnightly.config.Addresses;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.sync.OutwardLinks;
import io.github.macnightly.sync.SyncRequest;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Which trees come from where, and how. */
final class SyncTargets {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

  private final Work work;

  SyncTargets(Work work) {
    this.work = work;
  }

  /** Returns why a tree is not synchronised; empty when it is. */
  String reasonToSkip(StepName step) throws IOException {
    Configuration configuration = work.configuration();
    return switch (step) {
      case MANAGER ->
          configuration.syncsManager() ? "" : "CACHE_COMMON and CACHE_COMMON_MANAGER are not yes";
      case COMMON -> configuration.syncsCommon() ? "" : "CACHE_COMMON is not yes";
      case LOCAL -> configuration.syncsLocal() ? "" : "CACHE_LOCAL is not yes";
      default -> "";
    };
  }

  SyncRequest request(StepName step) throws IOException {
    Addresses addresses = work.configuration().addresses();
    return switch (step) {
      case MANAGER ->
          SyncRequest.mirror(addresses.tree("common/manager"), work.directory("/common/manager"));
      case COMMON -> SyncRequest.mirror(addresses.tree("common"), work.directory("/common"));
      case LOCAL ->
          filtered(
              SyncRequest.additions(addresses.tree("local"), work.directory("/local")),
              "/local/etc/CACHE_LOCAL");
      default -> filtered(config(addresses.tree("config")), "/etc/CACHE_CONFIG");
    };
  }

  private SyncRequest config(String source) throws IOException {
    String stamp = STAMP.format(work.clock().instant().atZone(ZoneId.systemDefault()));
    // On / itself every link leads to where it should.
    List<String> outward = work.isLive() ? List.of() : OutwardLinks.patterns(work.root().root());
    return SyncRequest.overlay(
            source, work.root().root(), work.directory("/etc/oldconfigs").resolve(stamp))
        .withExcludes(outward);
  }

  private SyncRequest filtered(SyncRequest request, String filter) throws IOException {
    return request.withFilters(
        work.fileIfPresent(filter + ".include"), work.fileIfPresent(filter + ".exclude"));
  }
}
