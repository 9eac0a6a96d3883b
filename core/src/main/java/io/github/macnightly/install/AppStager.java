package io.github.macnightly.install;

import io.github.macnightly.files.ExtractedPath;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Stages application bundles for {@code /Applications}. */
final class AppStager {

  static final String FOLDER = "/Applications";

  private final Session session;

  AppStager(Session session) {
    this.session = session;
  }

  /** Stages a bundle of a tree, unless it is installed in the same version. */
  void stage(Tree tree, String name) throws IOException {
    byte[] info =
        tree.read(name + "/" + BundleVersion.INFO)
            .orElseThrow(
                () ->
                    new CorruptException(
                        "bundle",
                        -1,
                        name
                            + " has no "
                            + BundleVersion.INFO
                            + ", so it is no application bundle"));
    BundleVersion version = BundleVersion.parse(info, name + "/" + BundleVersion.INFO);
    if (leaves(name, version)) {
      return;
    }
    Extraction extraction = extraction();
    tree.copy(name, extraction);
    extraction.finish();
    place(name, version, extraction);
  }

  /** Begins to write bundles. */
  Extraction extraction() throws IOException {
    return session.extraction(FOLDER + "/item", ExtractionRules.STRICT);
  }

  /** Takes over a bundle that lies in a finished extraction. */
  void take(String name, Extraction extraction) throws IOException {
    BundleVersion version = BundleVersion.ofBundle(extraction.directory().resolve(name));
    if (!leaves(name, version)) {
      place(name, version, extraction);
    }
  }

  private void place(String name, BundleVersion version, Extraction extraction) throws IOException {
    Path staged = extraction.directory().resolve(name);
    BundleVersion written = BundleVersion.ofBundle(staged);
    if (!written.equals(version)) {
      throw new CorruptException("bundle", -1, name + " changed while it was copied; run again");
    }
    String path = FOLDER + "/" + name;
    session.replace(staged, path);
    session.swapsBundle(path);
    session.own(FOLDER, below(name, extraction.paths()));
    session.losses(extraction);
    session.installs(part(name, version));
  }

  private static List<ExtractedPath> below(String name, List<ExtractedPath> paths) {
    return paths.stream()
        .filter(p -> p.path().equals(name) || p.path().startsWith(name + "/"))
        .toList();
  }

  private boolean leaves(String name, BundleVersion version) throws IOException {
    String path = FOLDER + "/" + name;
    Path target = session.locate(path);
    Optional<BundleVersion> installed = BundleVersion.ofInstalled(target);
    if (session.options().force() || installed.isEmpty() || !installed.get().sameAs(version)) {
      return false;
    }
    for (LedgerPath entry : Ledgers.snapshot(target, path)) {
      session.own(entry);
    }
    session.leaves(part(name, version));
    return true;
  }

  static Part part(String name, BundleVersion version) {
    return new Part("application", version.identifier(), version.text(), FOLDER + "/" + name);
  }
}
