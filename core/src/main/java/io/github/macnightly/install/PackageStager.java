package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

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
      try {
        stage(file, pkg);
        pkg.compareRest();
      } catch (IOException e) {
        session.signed(pkg.signatures());
        throw SeenSignatures.add(e, session.signatures());
      }
      session.signed(pkg.signatures());
    }
  }

  private void stage(Path file, OpenPackage pkg) throws IOException {
    boolean apple = AppleInstaller.applies(session.context(), session.options());
    boolean anything = false;
    for (Component component : pkg.components()) {
      anything |= component(file, component, apple);
    }
    if (apple && anything) {
      session.scripts().apple(file);
    }
  }

  private boolean component(Path file, Component component, boolean apple) throws IOException {
    Part part = part(component);
    Verdict verdict = Verdict.of(session.context(), session.options(), session.origin(), component);
    if (verdict.kind() == Verdict.Kind.SAME) {
      session.leaves(part);
      return false;
    }
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      session.refuses(part(component, verdict.newer()), verdict.held());
      session.note(older(component, verdict.newer()));
      return false;
    }
    Stream.of(verdict.downgrade(component)).filter(s -> !s.isEmpty()).forEach(session::note);
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
    SkippedNodes nodes = new SkippedNodes();
    PayloadCopy copy = new PayloadCopy(extraction, newer.keySet(), session.budget(), nodes::add);
    BillCheck.payload(component, new ForeseenChanges(session, location, rules.merged(), copy))
        .ifPresent(session::note);
    extraction.finish();
    String base = location.equals("/") ? "" : location;
    nodes.notes(base).forEach(session::note);
    NameTwins.notes(base, sink -> extraction.paths().forEach(p -> sink.take(p.path(), p.type())))
        .forEach(session::note);
    // The bill first: to make it takes much memory, and so does the ledger that follows.
    PayloadBill bill = new PayloadBill(extraction.paths());
    receipts.write(component, ItemNames.base(session.origin().name()), bill);
    session.obsolete().spare(rules.targets(newer.keySet()));
    new PayloadPlan(session, extraction, rules.merged()).place(location);
    session.keepOldLedger(rules.targets(newer.keySet()));
    SetIdNotes.of(base, extraction.paths()).forEach(session::note);
    session.losses(extraction);
    return extraction;
  }
}
