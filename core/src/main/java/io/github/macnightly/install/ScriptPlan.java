package io.github.macnightly.install;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.pkg.Component;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to run beside the swap: package scripts, and Apple's installer where it does the work.
 *
 * <p>Scripts run for {@code /} on a Mac, and elsewhere only when that was asked for; the order is
 * Apple's: the checks of a bundle package, preflight, preinstall or preupgrade, then the payload,
 * then postinstall or postupgrade, postflight. A failing script before the payload stops the item
 * with nothing changed.
 */
final class ScriptPlan implements Closeable {

  private static final List<String> BEFORE =
      List.of("InstallationCheck", "VolumeCheck", "preflight", "preinstall", "preupgrade");
  private static final List<String> AFTER = List.of("postinstall", "postupgrade", "postflight");

  private final InstallContext context;
  private final InstallOptions options;
  private final List<PackageScript> scripts = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<Path> applePackages = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  ScriptPlan(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  /** Plans to let Apple's installer install a package. */
  void apple(Path file) {
    applePackages.add(file);
  }

  /**
   * Plans the scripts of a component of a package.
   *
   * @param payload where its payload lies until it is put in place
   */
  void add(Component component, Path file, Path payload) throws IOException {
    if (component.scripts().isEmpty()) {
      return;
    }
    if (!allowed(context, options)) {
      skipped.add(
          "scripts of "
              + component.identifier()
              + " were not run: "
              + String.join(", ", component.scripts())
              + " (--run-scripts runs them)");
      return;
    }
    ScriptLinks.check(component);
    Path folder = context.area().scratch("scripts");
    folders.add(folder);
    Extraction extraction = new Extraction(folder.resolve("Scripts"), ExtractionRules.STRICT);
    component.extractScripts(new PayloadCopy(extraction));
    extraction.finish();
    scripts.add(
        new PackageScript(
            context,
            options,
            component,
            new ScriptPlace(file, folder.resolve("Scripts"), payload)));
  }

  /** Tells whether scripts run in a root. */
  static boolean allowed(InstallContext context, InstallOptions options) {
    return options.runScripts() || AppleInstaller.isLiveMac(context);
  }

  /** Runs what comes before the payload. */
  void before() throws IOException, InterruptedException {
    for (Path file : applePackages) {
      AppleInstaller.install(context, options, file);
    }
    for (PackageScript script : scripts) {
      script.run(BEFORE);
    }
  }

  /** Tells whether anything runs after the payload. */
  boolean follow() {
    return scripts.stream().anyMatch(script -> script.has(AFTER));
  }

  /**
   * Runs what comes after the payload.
   *
   * @throws ScriptFailedException when a script failed; the payload is in place by then
   */
  void after() throws ScriptFailedException, InterruptedException {
    for (PackageScript script : scripts) {
      script.run(AFTER);
    }
  }

  /** Returns what the administrator should know of scripts that do not run, one line each. */
  List<String> skipped() {
    return skipped;
  }

  @Override
  public void close() throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder)) {
        DurableFiles.deleteTree(folder);
      }
    }
  }
}
