package io.github.macnightly.cli.command;

import io.github.macnightly.install.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about products that offer choices and look at the Mac that they get. */
final class WishFlags {

  /** What a shell offers behind {@code --arch}. */
  static final class Architectures implements Iterable<String> {

    private static final List<String> ALL = List.of("arm64", "x86_64", "i386", "ppc");

    @Override
    public Iterator<String> iterator() {
      return ALL.iterator();
    }
  }

  /** Reads an architecture: with one that does not exist, no product would fit. */
  static final class Reader implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (!Architectures.ALL.contains(word)) {
        throw new TypeConversionException(
            "got '" + word + "', wanted " + String.join(", ", Architectures.ALL));
      }
      return word;
    }
  }

  @Option(
      names = "--choices",
      order = 15,
      paramLabel = "FILE",
      converter = Filled.class,
      description =
          "What to take of products that offer choices, in the format of installer"
              + " -applyChoiceChangesXML.")
  private String choices;

  @Option(
      names = "--os-version",
      order = 15,
      paramLabel = "VERSION",
      converter = Filled.class,
      description =
          "The version of macOS that products are told (default: that of the tree, or of this"
              + " Mac).")
  private String osVersion = "";

  @Option(
      names = "--arch",
      order = 15,
      paramLabel = "ARCH",
      completionCandidates = Architectures.class,
      converter = Reader.class,
      description =
          "The architecture that products are told: arm64, x86_64, i386 or ppc (default: that of"
              + " this machine).")
  private String architecture = "";

  /**
   * Reads what the options name.
   *
   * @throws IOException when the choices file cannot be read, or is none
   */
  Wishes wishes() throws IOException {
    byte[] file = choices == null ? new byte[0] : Files.readAllBytes(Path.of(choices));
    if (choices != null) {
      Wishes.check(file);
    }
    return new Wishes(file, osVersion, architecture);
  }
}
