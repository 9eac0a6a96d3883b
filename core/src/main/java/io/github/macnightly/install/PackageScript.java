package io.github.macnightly.install;

import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.ReceiptStyle;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scripts of one component, run with the arguments and environment that Apple documents. */
final class PackageScript {

  private static final int OUTPUT_LIMIT = 1 << 20;

  private final InstallContext context;
  private final InstallOptions options;
  private final Component component;
  private final ScriptPlace place;
  private final boolean upgrade;

  PackageScript(
      InstallContext context, InstallOptions options, Component component, ScriptPlace place)
      throws IOException {
    this.context = context;
    this.options = options;
    this.component = component;
    this.place = place;
    // Looked up now: after the payload, the new receipt is there.
    this.upgrade =
        Files.exists(context.root().resolve("/Library/Receipts/" + component.receiptName()));
  }

  /** Runs those of the named scripts that the component has, in the order of the names. */
  void run(List<String> names) throws IOException, InterruptedException {
    for (String name : names) {
      if (component.scripts().contains(name) && fits(name)) {
        run(name);
      }
    }
  }

  /**
   * An upgrade script runs where a receipt is, an install script of a bundle package where none is.
   */
  private boolean fits(String name) {
    return switch (name) {
      case "preinstall", "postinstall" -> flat() || !upgrade;
      case "preupgrade", "postupgrade" -> flat() || upgrade;
      default -> true;
    };
  }

  private boolean flat() {
    return component.receiptStyle() == ReceiptStyle.DATABASE;
  }

  private void run(String name) throws IOException, InterruptedException {
    context.log().note("running " + name + " of " + component.identifier());
    ScriptRoot root = ScriptRoot.of(context);
    Path folder = place.folder();
    String location = PayloadPlan.clean(component.installLocation());
    String destination = root.told(context.root().resolve(location));
    // In a chroot the package cannot be seen; what was unpacked of it can.
    String source = root.told(root.changed() ? folder : place.file());
    List<String> command =
        List.of(
            root.told(folder.resolve(component.scriptPath(name))),
            source,
            destination,
            root.volume(),
            "/");
    ProcessResult result =
        context
            .runner()
            .run(
                root.request(folder, command)
                    .withEnvironment(environment(name, root, source, destination))
                    .withDeadline(options.deadline())
                    .withOutputLimit(OUTPUT_LIMIT));
    result.output().lines().forEach(context.log()::detail);
    result.errors().lines().forEach(context.log()::detail);
    if (!result.ok()) {
      throw new ScriptFailedException(name, component.identifier(), result);
    }
  }

  private Map<String, String> environment(
      String name, ScriptRoot root, String source, String destination) {
    String temporary = root.told(place.folder());
    Map<String, String> all = new HashMap<>();
    all.put("PACKAGE_PATH", source);
    all.put("DSTROOT", destination);
    all.put("DSTVOLUME", root.volume());
    all.put("SCRIPT_NAME", name);
    all.put("INSTALLER_TEMP", temporary);
    all.put("INSTALLER_SECURE_TEMP", temporary);
    all.put("SHARED_INSTALLER_TEMP", temporary);
    all.put("TMPDIR", temporary);
    all.put("INSTALL_PKG_SESSION_ID", component.identifier());
    all.put("COMMAND_LINE_INSTALL", "1");
    all.put("PATH", "/bin:/sbin:/usr/bin:/usr/sbin:/usr/libexec");
    if (!flat()) {
      all.put("RECEIPT_PATH", "/Library/Receipts/" + component.receiptName());
    }
    return all;
  }
}
