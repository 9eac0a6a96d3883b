package io.github.macnightly.install;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.state.Part;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what an installation would do, reading only. */
final class Planner {

  private final InstallContext context;
  private final InstallOptions options;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<SignatureFacts> signatures = new ArrayList<>();
  private final List<PlannedPath> paths = new ArrayList<>();
  private final List<PlannedScript> scripts = new ArrayList<>();
  private final PathBudget budget = new PathBudget();
  private final List<Part> fresh = new ArrayList<>();
  private String item = "";
  private Origin origin;
  private ObsoleteFiles obsolete;
  private WritePermission permission;
  private boolean forecasts;
  private boolean changes;

  Planner(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  Outcome plan(Path item, Origin origin) throws IOException {
    this.item = origin.name();
    this.origin = origin;
    this.permission = new WritePermission(context.root());
    this.obsolete = new ObsoleteFiles(context.state(), origin.name());
    switch (ItemKind.of(item)) {
      case APPLICATION -> {
        Path absolute = item.toAbsolutePath();
        tree(new DirectoryTree(absolute.getParent()), absolute.getFileName().toString());
      }
      case PACKAGE -> packageAt(item);
      case IMAGE -> image(item);
      default -> archive(item);
    }
    Takeover takeover = Takeover.look(context, this.item, fresh, List.of());
    obsolete.enter(takeover);
    paths.replaceAll(path -> withoutEarlier(path, takeover));
    paths.addAll(obsolete.forecast(paths, context.root()));
    notes.addAll(obsolete.kept());
    notes.addAll(SetIdNotes.of(paths));
    if (changes) {
      permission.require("/var/db/macnightly");
    }
    return new Outcome(
        origin.name(),
        changes ? Outcome.Status.INSTALLED : Outcome.Status.UNCHANGED,
        String.join("; ", reasons),
        List.copyOf(parts),
        List.copyOf(notes),
        new Details(
            signatures, forecasts ? Optional.of(new Forecast(paths, scripts)) : Optional.empty()));
  }

  /** An earlier version of the same package is no other owner. */
  private static PlannedPath withoutEarlier(PlannedPath path, Takeover takeover) {
    List<String> owners =
        path.owners().stream().filter(owner -> !takeover.hasTaken(path.path(), owner)).toList();
    return owners.size() == path.owners().size()
        ? path
        : new PlannedPath(
            path.path(),
            path.action(),
            path.type(),
            path.mode(),
            path.size(),
            owners,
            path.setId());
  }

  private void tree(Tree tree, String name) throws IOException {
    byte[] info =
        tree.read(name + "/" + BundleVersion.INFO)
            .orElseThrow(
                () -> new CorruptException("bundle", -1, name + " has no " + BundleVersion.INFO));
    application(name, info);
  }

  private void application(String name, byte[] info) throws IOException {
    BundleVersion version = BundleVersion.parse(info, name + "/" + BundleVersion.INFO);
    Optional<BundleVersion> installed =
        BundleVersion.ofInstalled(context.root().resolve(AppStager.FOLDER + "/" + name));
    boolean same = !options.force() && installed.isPresent() && installed.get().sameAs(version);
    add(AppStager.part(name, version), same);
    if (!same) {
      permission.require(AppStager.FOLDER);
    }
    String is = installed.map(Planner::shown).orElse("not installed");
    reasons.add((name + " " + version.text()).strip() + ": " + (same ? "the same " : "") + is);
  }

  private static String shown(BundleVersion version) {
    return version.text().isEmpty()
        ? "bundle without a version is installed"
        : "version " + version.text() + " is installed";
  }

  private void add(Part part, boolean same) {
    parts.add(part);
    changes |= !same;
  }

  private void packageAt(Path file) throws IOException {
    try (OpenPackage pkg = OpenPackage.open(file, item, context, options)) {
      notes.addAll(pkg.notes());
      try {
        for (Component component : pkg.components()) {
          component(component);
        }
        pkg.compareRest();
      } catch (IOException e) {
        signatures.addAll(pkg.signatures());
        throw SeenSignatures.add(e, signatures);
      }
      signatures.addAll(pkg.signatures());
    }
  }

  private void component(Component component) throws IOException {
    Verdict verdict = Verdict.of(context, options, origin, component);
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      add(PackageStager.part(component, verdict.newer()), true);
      reasons.add(PackageStager.older(component, verdict.newer()));
      forecasts = true;
      return;
    }
    Stream.of(verdict.downgrade(component)).filter(s -> !s.isEmpty()).forEach(notes::add);
    boolean same = verdict.kind() == Verdict.Kind.SAME;
    boolean received = PackageReceipts.sameVersion(context, component);
    fresh.addAll(same ? List.of() : List.of(PackageStager.part(component)));
    add(PackageStager.part(component), same);
    reasons.add(
        component.identifier()
            + " "
            + component.version()
            + ": "
            + (received ? "this version is received" : "this version is not received")
            + (received && !same && !options.force() ? " with another content" : ""));
    forecasts = true;
    if (!same) {
      forecast(component);
    }
  }

  private void forecast(Component component) throws IOException {
    String location = PayloadPlan.clean(component.installLocation());
    BundleRules rules = new BundleRules(context.root(), component);
    Map<String, String> newer = options.allowDowngrade() ? Map.of() : rules.newerOnDisk();
    notes.addAll(newer.values());
    PayloadForecast.Place place =
        new PayloadForecast.Place(
            location.equals("/") ? "" : location,
            newer.keySet(),
            rules.merged(),
            budget,
            new Clashes(obsolete),
            permission);
    obsolete.lookAt(
        component,
        PackageReceipts.path(component),
        context.root().resolve(ObsoleteFiles.bill(component)));
    obsolete.spare(rules.targets(newer.keySet()));
    PayloadForecast payload = new PayloadForecast(context, item, place, paths);
    BillCheck.payload(component, payload).ifPresent(notes::add);
    notes.addAll(payload.notes());
    scripts(component);
  }

  private void scripts(Component component) throws IOException {
    if (component.scripts().isEmpty()) {
      return;
    }
    boolean runs = ScriptPlan.allowed(context, options);
    if (runs) {
      ScriptLinks.check(component);
    }
    String where = runs ? whereScriptsRun() : "";
    for (String name : component.scripts()) {
      scripts.add(new PlannedScript(name, component.identifier(), runs, where));
    }
  }

  private String whereScriptsRun() throws IOException {
    try {
      return ScriptRoot.of(context).where();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("run it again to finish");
    }
  }

  private void image(Path file) throws IOException {
    try (DiskImage image = DiskImage.open(file, options.passphrases())) {
      image.verify();
      List<String> seen = new ArrayList<>();
      for (Volume volume : image.volumes()) {
        ImageTree tree = new ImageTree(volume);
        seen.addAll(tree.top());
        for (String name : tree.top()) {
          if (ItemKind.isApplicationName(name) && tree.isDirectory(name)) {
            tree(tree, name);
          } else if (ItemKind.isPackageName(name)) {
            inImage(tree, name);
          }
        }
      }
      if (parts.isEmpty()) {
        throw Refusals.nothing(file.getFileName().toString(), seen, image.skipped());
      }
    }
  }

  private void archive(Path file) throws IOException {
    ArchiveTree.Listing listing = new ArchiveTree(file).list();
    for (String name : listing.applications()) {
      byte[] info = listing.infoPlists().get(name);
      if (info == null) {
        throw new CorruptException("bundle", -1, name + " has no " + BundleVersion.INFO);
      }
      application(name, info);
    }
    if (listing.names().stream().anyMatch(ItemKind::isPackageName)) {
      inArchive(file);
    }
    if (parts.isEmpty()) {
      throw Refusals.nothing(file.getFileName().toString(), listing.names());
    }
  }

  /** Looks into a package that has to be copied out of an image, outside of the root. */
  private void inImage(ImageTree tree, String name) throws IOException {
    Path folder = Files.createTempDirectory("macnightly");
    try {
      packageAt(tree.copyOut(name, folder));
    } finally {
      DurableFiles.deleteTree(folder);
    }
  }

  private void inArchive(Path file) throws IOException {
    Path folder = Files.createTempDirectory("macnightly");
    try {
      Extraction extraction = new Extraction(folder.resolve("archive"), ExtractionRules.PACKAGE);
      new ArchiveTree(file).unpack(extraction);
      for (String name : new DirectoryTree(extraction.directory()).top()) {
        if (ItemKind.isPackageName(name)) {
          packageAt(extraction.directory().resolve(name));
        }
      }
    } finally {
      DurableFiles.deleteTree(folder);
    }
  }
}
