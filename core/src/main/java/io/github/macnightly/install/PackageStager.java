package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Stages the components of an installer package, or hands the package to Apple's installer. */
final class PackageStager {

  private static final int SET_ID = 06000;
  private static final int MAX_SETUID = 100;

  private final Session session;
  private final PackageReceipts receipts;

  PackageStager(Session session) {
    this.session = session;
    this.receipts = new PackageReceipts(session);
  }

  /** Stages what of a package is not installed in the same version. */
  void stage(Path file) throws IOException {
    try (OpenPackage pkg = OpenPackage.open(file, session.context(), session.options())) {
      pkg.notes().forEach(session::note);
      session.signed(pkg.signatures());
      boolean apple = AppleInstaller.applies(session.context(), session.options());
      boolean anything = false;
      for (Component component : pkg.components()) {
        anything |= component(file, component, apple);
      }
      if (apple && anything) {
        session.scripts().apple(file);
      }
    }
  }

  private boolean component(Path file, Component component, boolean apple) throws IOException {
    Part part = part(component);
    if (!session.options().force() && receipts.sameVersion(component)) {
      session.leaves(part);
      session.keepOldLedger();
      return false;
    }
    if (!apple) {
      session
          .obsolete()
          .lookAt(
              component,
              PackageReceipts.path(component),
              session.locate(ObsoleteFiles.bill(component)));
      PayloadBill bill = payload(component);
      receipts.write(component, ItemNames.base(session.origin().name()), bill);
      session.scripts().add(component, file);
    }
    session.installs(part);
    return true;
  }

  static Part part(Component component) {
    return new Part(
        "package", component.identifier(), component.version(), component.installLocation());
  }

  private PayloadBill payload(Component component) throws IOException {
    String location = PayloadPlan.clean(component.installLocation());
    Extraction extraction =
        session.extraction(location.equals("/") ? "/payload" : location, ExtractionRules.PACKAGE);
    BundleRules rules = new BundleRules(session.context().root(), component);
    Map<String, String> newer = session.options().allowDowngrade() ? Map.of() : rules.newerOnDisk();
    newer.values().forEach(session::note);
    component.payload(new PayloadCopy(extraction, newer.keySet()));
    extraction.finish();
    new PayloadPlan(session, extraction, rules.merged()).place(location);
    String base = location.equals("/") ? "" : location;
    session.keepOldLedger(
        newer.keySet().stream().map(path -> base + "/" + path).collect(Collectors.toSet()));
    setuid(base, extraction);
    session.losses(extraction);
    return new PayloadBill(extraction.paths(), newer.keySet());
  }

  /** Whoever runs such a program acts as its owner, so an administrator should know of each. */
  private void setuid(String base, Extraction extraction) {
    extraction.paths().stream()
        .filter(path -> path.type() == 'f' && (path.mode() & SET_ID) != 0)
        .limit(MAX_SETUID)
        .forEach(
            path ->
                session.note(
                    "runs with the rights of its owner or group: "
                        + base
                        + "/"
                        + path.path()
                        + " (mode "
                        + Integer.toOctalString(path.mode())
                        + ")"));
  }
}
