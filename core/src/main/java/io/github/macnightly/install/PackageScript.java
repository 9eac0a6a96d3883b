package io.github.macnightly.install;

import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.ReceiptStyle;
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
    this.upgrade = Files.exists(receipt());
  }

  /** Tells whether any of the named scripts is there and would run. */
  boolean has(List<String> names) {
    return names.stream().anyMatch(name -> component.scripts().contains(name) && fits(name));
  }

  /** Runs those of the named scripts that the component has, in the order of the names. */
  void run(List<String> names) throws ScriptFailedException, InterruptedException {
    for (String name : names) {
      if (has(List.of(name))) {
        try {
          run(name);
        } catch (ScriptFailedException e) {
          throw e;
        } catch (IOException e) {
          throw new ScriptFailedException(name, component.identifier(), e);
        }
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
    ScriptRoot root = ScriptRoot.of(context);
    context.log().note("running " + name + " of " + component.identifier() + " " + root.where());
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
    Map<String, String> environment = ScriptEnvironment.of(root, place, System.getenv());
    environment.put("PACKAGE_PATH", source);
    environment.put("DSTROOT", destination);
    environment.put("SCRIPT_NAME", name);
    environment.put("INSTALL_PKG_SESSION_ID", component.identifier());
    if (!flat()) {
      environment.put("RECEIPT_PATH", root.told(receipt()));
    }
    ProcessResult result =
        context
            .runner()
            .run(
                root.request(folder, command, environment)
                    .withDeadline(options.deadline())
                    .endingGroup()
                    .withOutputLimit(OUTPUT_LIMIT));
    result.output().lines().forEach(context.log()::detail);
    result.errors().lines().forEach(context.log()::detail);
    if (!result.ok()) {
      throw new ScriptFailedException(name, component.identifier(), result, options.deadline());
    }
  }

  private Path receipt() throws IOException {
    return context.root().resolve("/Library/Receipts/" + component.receiptName());
  }
}
