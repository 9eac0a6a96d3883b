package io.github.macnightly.cli.command;

import io.github.macnightly.repository.PackageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What can be installed by hand, and the command for it. */
enum Kind {
  IMAGE("a disk image", "dmg-install", List.of(".dmg", ".img", ".cdr", ".iso")),
  PACKAGE("a package", "pkg-install", List.of(".pkg", ".mpkg")),
  APPLICATION("an application", "app-install", List.of(".app"));

  private final String words;
  private final String command;
  private final List<String> endings;

  Kind(String words, String command, List<String> endings) {
    this.words = words;
    this.command = command;
    this.endings = endings;
  }

  /**
   * Returns the absolute paths of items of this kind. An item whose name tells no kind is let pass:
   * its content decides.
   *
   * @throws ParameterException when one is of another kind; it names the command for that
   */
  List<Path> check(CommandSpec spec, List<Path> items) {
    return items.stream().map(item -> check(spec.commandLine(), item)).toList();
  }

  private Path check(CommandLine line, Path item) {
    if (item.toString().isEmpty()) {
      throw new ParameterException(line, "an argument is empty, wanted " + words);
    }
    Path absolute = item.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new ParameterException(line, "'" + item + "' is not " + words);
    }
    Optional<Kind> kind = of(absolute.getFileName().toString());
    if (kind.isPresent() && kind.get() != this) {
      throw new ParameterException(
          line, "'" + item + "' is " + kind.get().words + ", use " + kind.get().command);
    }
    return absolute;
  }

  private static Optional<Kind> of(String name) {
    String type = PackageName.parse(name).map(PackageName::type).orElse(null);
    String ending = type == null ? name.toLowerCase(Locale.ROOT) : "." + type;
    for (Kind kind : values()) {
      if (kind.endings.stream().anyMatch(ending::endsWith)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
