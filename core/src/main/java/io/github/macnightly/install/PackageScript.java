package io.github.macnightly.install;

import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.ReceiptStyle;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The scripts of one component, run with the arguments and environment that Apple documents. */
final class PackageScript {

  private static final int OUTPUT_LIMIT = 1 << 20;

  private final InstallContext context;
  private final InstallOptions options;
  private final Component component;
  private final Path folder;
  private final boolean upgrade;

  PackageScript(InstallContext context, InstallOptions options, Component component, Path folder)
      throws IOException {
    this.context = context;
    this.options = options;
    this.component = component;
    this.folder = folder;
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
    String root = context.root().root().toString();
    String location = PayloadPlan.clean(component.installLocation());
    String destination = context.root().resolve(location).toString();
    ProcessResult result =
        context
            .runner()
            .run(
                ProcessRequest.of(
                        folder.resolve(component.scriptPath(name)).toString(),
                        folder.toString(),
                        destination,
                        root,
                        "/")
                    .withDirectory(folder)
                    .withEnvironment(environment(name, destination, root))
                    .withDeadline(options.deadline())
                    .withOutputLimit(OUTPUT_LIMIT));
    result.output().lines().forEach(context.log()::detail);
    result.errors().lines().forEach(context.log()::detail);
    if (!result.ok()) {
      throw new ScriptFailedException(name, component.identifier(), result);
    }
  }

  private Map<String, String> environment(String name, String destination, String root) {
    return Map.of(
        "PACKAGE_PATH",
        folder.toString(),
        "DSTROOT",
        destination,
        "DSTVOLUME",
        root,
        "SCRIPT_NAME",
        name,
        "INSTALLER_TEMP",
        folder.toString(),
        "INSTALL_PKG_SESSION_ID",
        component.identifier(),
        "COMMAND_LINE_INSTALL",
        "1");
  }
}
