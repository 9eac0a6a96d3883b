package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.inventory.Finding;
import io.github.macnightly.inventory.Holding;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.inventory.OwnedPath;
import io.github.macnightly.inventory.Owner;
import io.github.macnightly.inventory.Verification;
import io.github.macnightly.inventory.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what is known of what is installed. */
final class ReceiptReports {

  /** A path of a package. */
  public record FileRow(String path, String type, String mode, long size) {

    private static FileRow of(OwnedPath path) {
      String type =
          switch (path.type()) {
            case 'f' -> "file";
            case 'd' -> "directory";
            case 'l' -> "symlink";
            default -> "other";
          };
      String mode = String.format(Locale.ROOT, "%04o", Math.max(0, path.mode()));
      return new FileRow(path.path(), type, mode, path.size());
    }
  }

  /** A package with its paths. */
  public record PackageFiles(String identifier, String version, String item, List<FileRow> files) {}

  /** What is not as it was installed. */
  public record FindingRow(String path, String what, String wanted, String got) {

    private static FindingRow of(Finding finding) {
      String what = finding.what().name().toLowerCase(Locale.ROOT);
      return new FindingRow(finding.path(), what, finding.wanted(), finding.got());
    }
  }

  /** A package with what is wrong in it. */
  public record PackageFindings(
      String identifier,
      String version,
      String item,
      int checked,
      int seals,
      List<FindingRow> findings,
      List<String> notes) {

    private static PackageFindings of(Verification v) {
      List<FindingRow> rows = v.findings().stream().map(FindingRow::of).toList();
      return new PackageFindings(
          v.identifier(), v.version(), v.item(), v.checked(), v.seals(), rows, v.notes());
    }
  }

  private final Console console;
  private final RootedPaths root;
  private final Inventory inventory;

  ReceiptReports(Console console, InstallContext context) {
    this.console = console;
    this.root = context.root();
    this.inventory = new Inventory(context.root(), context.state());
  }

  ExitStatus files(String id) throws IOException {
    List<PackageFiles> packages = new ArrayList<>();
    for (Holding holding : inventory.find(id)) {
      List<FileRow> files = holding.paths().stream().map(FileRow::of).toList();
      packages.add(
          new PackageFiles(holding.identifier(), holding.version(), holding.itemName(), files));
    }
    if (console.json()) {
      console.document(Map.of("packages", packages));
      return ExitStatus.OK;
    }
    for (PackageFiles each : packages) {
      for (FileRow file : each.files()) {
        if (console.verbose()) {
          console.row(file.path(), file.type(), file.mode(), file.size());
        } else {
          console.row(file.path());
        }
      }
    }
    return ExitStatus.OK;
  }

  ExitStatus which(String word) throws IOException {
    String path = inTree(word);
    List<Owner> owners = inventory.owners(path, console::note);
    if (console.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("path", path);
      document.put("owners", owners);
      console.document(document);
    } else {
      for (Owner owner : owners) {
        console.row(text(owner.identifier()), owner.version(), text(owner.item()));
      }
    }
    if (owners.isEmpty()) {
      console.note(path + ": belongs to no package that is known");
      return ExitStatus.SOME_FAILED;
    }
    return ExitStatus.OK;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  /** A path may be given as the tree or as this machine has it. */
  private String inTree(String word) {
    Path base = root.root();
    Path path = Path.of(word);
    boolean isTree = base.getNameCount() == 0;
    if (path.isAbsolute() && (isTree || !path.startsWith(base))) {
      return path.toString();
    }
    Path absolute = path.toAbsolutePath();
    return absolute.startsWith(base) ? "/" + base.relativize(absolute) : absolute.toString();
  }

  /**
   * Verifies a package or everything.
   *
   * @param id the package, empty for everything
   */
  ExitStatus verify(String id) throws IOException {
    List<String> problems = new ArrayList<>();
    List<Holding> holdings = id.isEmpty() ? inventory.all(problems::add) : inventory.find(id);
    Verifier verifier = new Verifier(root);
    List<PackageFindings> packages = new ArrayList<>();
    for (Holding holding : holdings) {
      packages.add(PackageFindings.of(verifier.verify(holding)));
    }
    problems.forEach(console::complain);
    if (console.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("packages", packages);
      document.put("problems", problems);
      console.document(document);
    } else {
      packages.forEach(this::print);
    }
    int findings = packages.stream().mapToInt(each -> each.findings().size()).sum();
    int checked = packages.stream().mapToInt(PackageFindings::checked).sum();
    console.note(
        packages.size() + " packages, " + checked + " paths checked, " + findings + " differ");
    return findings == 0 && problems.isEmpty() ? ExitStatus.OK : ExitStatus.SOME_FAILED;
  }

  private void print(PackageFindings each) {
    for (FindingRow row : each.findings()) {
      console.row(each.identifier(), row.what(), row.path(), row.wanted(), row.got());
    }
    each.notes().forEach(note -> console.detail(each.identifier() + ": " + note));
  }
}
