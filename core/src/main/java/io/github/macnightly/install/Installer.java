package io.github.macnightly.install;

import io.github.macnightly.files.WorkArea;
import io.github.macnightly.pkg.InstallerPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs items into a root directory and takes them away. */
public final class Installer {

  private final InstallContext context;
  private final InstallOptions options;

  /** Makes an installer; nothing is written until it is used. */
  public Installer(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Finishes or undoes what an earlier process left half done, and enters in the state what it
   * finished. Call it once, before the first installation.
   *
   * @throws IOException when the journal or the state cannot be read or written
   */
  public void recover() throws IOException {
    if (context.area().needsRecovery()) {
      context.area().recover(context.log(), new RecoveredItems(context));
    }
  }

  /**
   * Names the items that a dead process was changing, as far as we may look. Until {@link #recover}
   * what is on the disk may be half of the change. Nothing is written.
   */
  public static List<String> interrupted(WorkArea area) throws IOException {
    return area.interrupted().stream().map(Labels::item).distinct().toList();
  }

  /**
   * Does what can be done before the item's turn comes: an archive of applications is unpacked
   * beside the root's work area. May run while another item is being installed.
   *
   * @throws io.github.macnightly.io.FormatException when the archive is damaged or hostile
   */
  public Prepared prepare(Path item) throws IOException {
    return Prepared.of(item, context.area());
  }

  /**
   * Installs an item: all of it, or nothing.
   *
   * @param item an application bundle, a package, an archive of one, or a disk image
   * @param origin the identity under which it is recorded
   * @throws io.github.macnightly.io.FormatException when the item is damaged, hostile or of a kind
   *     that is not read; nothing has changed then
   * @throws ScriptFailedException when a package script or Apple's installer failed
   * @throws IOException when the medium fails; nothing has changed then
   */
  public Outcome install(Path item, Origin origin) throws IOException, InterruptedException {
    return install(Prepared.untouched(item), origin);
  }

  /** Installs a prepared item, as {@link #install(Path, Origin)} does; the caller closes it. */
  public Outcome install(Prepared prepared, Origin origin)
      throws IOException, InterruptedException {
    ItemKind kind = ItemKind.of(prepared.item());
    try (Session session = new Session(context, options, origin.summed(prepared.item()));
        ImageStager images = new ImageStager(session);
        Unpacked unpacked = new Unpacked(session)) {
      switch (kind) {
        case APPLICATION -> application(session, prepared.item());
        case PACKAGE -> new PackageStager(session).stage(prepared.item());
        case IMAGE -> images.stage(prepared.item());
        default -> unpacked.stage(prepared);
      }
      return finished(session);
    }
  }

  /** A failure tells of the signatures too: that a script failed does not make them unknown. */
  private static Outcome finished(Session session) throws IOException, InterruptedException {
    try {
      return session.commit();
    } catch (IOException e) {
      throw SeenSignatures.add(e, session.signatures());
    }
  }

  private static void application(Session session, Path bundle) throws IOException {
    Path absolute = bundle.toAbsolutePath();
    new AppStager(session)
        .stage(new DirectoryTree(absolute.getParent()), absolute.getFileName().toString());
  }

  /**
   * Tells what {@link #install} would do, writing nothing.
   *
   * @throws io.github.macnightly.io.FormatException as {@link #install} would throw it
   */
  public Outcome plan(Path item, Origin origin) throws IOException {
    return new Planner(context, options).plan(item, origin.summed(item));
  }

  /**
   * Takes away what an item owns and nobody else does, except what was changed since.
   *
   * @param name the item, as it is recorded
   * @param dryRun whether to tell only what would be done, with the same notes
   */
  public Outcome remove(String name, boolean dryRun) throws IOException {
    return new Remover(context, options).remove(name, dryRun);
  }

  /**
   * Lists what a package offers to choose among, as it would be on the target; none for a package
   * without choices.
   *
   * @param item a package, not in an archive or an image
   */
  public List<ProductChoice> choices(Path item) throws IOException {
    ProductChooser chooser = new ProductChooser(context, options.wishes(), false);
    try (InstallerPackage pkg = InstallerPackage.open(item, chooser)) {
      new SignatureGate(Trust.ANY).pass(item.getFileName().toString(), pkg, new ArrayList<>());
      chooser.notes().forEach(context.log()::note);
      return chooser.choices();
    }
  }
}
