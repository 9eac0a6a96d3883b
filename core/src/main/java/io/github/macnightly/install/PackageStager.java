package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Stages the components of an installer package, or hands the package to Apple's installer. */
final class PackageStager {

  private final Session session;
  private final PackageReceipts receipts;

  PackageStager(Session session) {
    this.session = session;
    this.receipts = new PackageReceipts(session);
  }

  /** Stages what of a package is not installed in the same version. */
  void stage(Path file) throws IOException {
    try (OpenPackage pkg =
        OpenPackage.open(file, session.origin().name(), session.context(), session.options())) {
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
    String newer = PackageReceipts.newer(session.context(), session.options(), component);
    if (!newer.isEmpty()) {
      session.leaves(part(component, newer));
      session.note(older(component, newer));
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
      Extraction extraction = payload(component);
      session.scripts().add(component, file, extraction.directory());
    }
    session.installs(part);
    return true;
  }

  static Part part(Component component) {
    return part(component, component.version());
  }

  static Part part(Component component, String version) {
    return new Part("package", component.identifier(), version, component.installLocation());
  }

  /** Says why an older package is not installed. */
  static String older(Component component, String newer) {
    return component.receiptName()
        + " "
        + component.version()
        + " was not installed: version "
        + newer
        + " is (--allow-downgrade replaces it)";
  }

  private Extraction payload(Component component) throws IOException {
    String location = PayloadPlan.clean(component.installLocation());
    Extraction extraction =
        session.extraction(location.equals("/") ? "/payload" : location, ExtractionRules.PACKAGE);
    BundleRules rules = new BundleRules(session.context().root(), component);
    Map<String, String> newer = session.options().allowDowngrade() ? Map.of() : rules.newerOnDisk();
    newer.values().forEach(session::note);
    BillCheck.payload(component, new PayloadCopy(extraction, newer.keySet()))
        .ifPresent(session::note);
    extraction.finish();
    // The bill first: to make it takes much memory, and so does the ledger that follows.
    PayloadBill bill = new PayloadBill(extraction.paths());
    receipts.write(component, ItemNames.base(session.origin().name()), bill);
    new PayloadPlan(session, extraction, rules.merged()).place(location);
    String base = location.equals("/") ? "" : location;
    session.keepOldLedger(rules.targets(newer.keySet()));
    session.obsolete().spare(rules.targets(newer.keySet()));
    SetIdNotes.of(base, extraction.paths()).forEach(session::note);
    session.losses(extraction);
    return extraction;
  }
}
