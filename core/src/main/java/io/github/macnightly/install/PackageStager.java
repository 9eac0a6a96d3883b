package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.InstallerPackage;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Path;

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
    try (InstallerPackage pkg = InstallerPackage.open(file)) {
      requireComplete(file, pkg);
      pkg.notes().forEach(session::note);
      boolean apple = AppleInstaller.applies(session.context(), session.options());
      boolean anything = false;
      for (Component component : pkg.components()) {
        anything |= component(pkg, component, apple);
      }
      if (apple && anything) {
        session.scripts().apple(file);
      }
    }
  }

  private boolean component(InstallerPackage pkg, Component component, boolean apple)
      throws IOException {
    Part part = part(component);
    if (!session.options().force() && receipts.sameVersion(component)) {
      session.leaves(part);
      session.keepOldLedger();
      return false;
    }
    if (!apple) {
      payload(component);
      receipts.write(component, ItemNames.base(session.origin().name()));
      session.scripts().add(component);
    }
    session.installs(part);
    return true;
  }

  /** Refuses a metapackage that lacks what it says it requires. */
  static void requireComplete(Path file, InstallerPackage pkg) throws CorruptException {
    if (!pkg.missing().isEmpty()) {
      throw new CorruptException(
          "package",
          -1,
          file.getFileName()
              + " requires "
              + String.join(", ", pkg.missing())
              + ", which it does not hold; fetch a complete one");
    }
  }

  static Part part(Component component) {
    return new Part(
        "package", component.identifier(), component.version(), component.installLocation());
  }

  private void payload(Component component) throws IOException {
    String location = PayloadPlan.clean(component.installLocation());
    Extraction extraction =
        session.extraction(location.equals("/") ? "/payload" : location, ExtractionRules.PACKAGE);
    component.payload(new PayloadCopy(extraction));
    extraction.finish();
    new PayloadPlan(session, extraction).place(location);
    session.losses(extraction);
  }
}
