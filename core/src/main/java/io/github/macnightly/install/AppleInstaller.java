package io.github.macnightly.install;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Apple's {@code installer(8)}, which does the work when the root is {@code /} on a Mac. */
final class AppleInstaller {

  private static final String PREFIX = "installer:";

  private static final int OUTPUT_LIMIT = 1 << 20;

  private AppleInstaller() {}

  static boolean isLiveMac(InstallContext context) {
    return context.host().isMac() && context.root().root().equals(Path.of("/"));
  }

  /**
   * Tells whether Apple's installer is to be used.
   *
   * @throws UnsupportedFormatException when it was asked for where it cannot work
   */
  static boolean applies(InstallContext context, InstallOptions options) throws IOException {
    if (options.engine() == Engine.INSTALLER && !isLiveMac(context)) {
      throw new UnsupportedFormatException(
          "package",
          -1,
          "Apple's installer works only for the root / of a Mac, not for "
              + context.root().root()
              + " on "
              + context.host().osName()
              + "; use --engine java");
    }
    return options.engine() != Engine.JAVA && isLiveMac(context);
  }

  /** Installs a package, with the choices that are wanted of it. */
  static void install(InstallContext context, InstallOptions options, Path file)
      throws IOException, InterruptedException {
    context.log().note("Apple's installer installs " + file.getFileName());
    Path folder = context.area().scratch("choices");
    try {
      List<String> words = words(file, choices(options, folder));
      ProcessResult result =
          context
              .runner()
              .run(
                  ProcessRequest.of(words.toArray(String[]::new))
                      .withDeadline(options.deadline())
                      .withOutputLimit(OUTPUT_LIMIT));
      result.output().lines().flatMap(AppleInstaller::told).forEach(context.log()::detail);
      if (!result.ok()) {
        throw new ScriptFailedException(
            "installer", file.getFileName().toString(), result, options.deadline());
      }
    } finally {
      DurableFiles.deleteTree(folder);
    }
  }

  private static List<String> words(Path file, Optional<Path> choices) {
    List<String> words = new ArrayList<>(List.of("/usr/sbin/installer", "-verboseR"));
    choices.ifPresent(
        path -> {
          words.add("-applyChoiceChangesXML");
          words.add(path.toString());
        });
    words.addAll(List.of("-pkg", file.toString(), "-target", "/"));
    return words;
  }

  private static Optional<Path> choices(InstallOptions options, Path folder) throws IOException {
    byte[] choices = options.wishes().choices();
    return choices.length == 0
        ? Optional.empty()
        : Optional.of(Files.write(folder.resolve("choices.xml"), choices));
  }

  /**
   * Returns what a line of {@code -verboseR} tells a person: phases and messages. Hundreds of lines
   * such as {@code installer:%14.89} are left out.
   */
  private static Stream<String> told(String line) {
    String rest = line.startsWith(PREFIX) ? line.substring(PREFIX.length()).strip() : line;
    if (rest.isEmpty() || rest.startsWith("%")) {
      return Stream.empty();
    }
    return Stream.of(rest.replaceFirst("^(PHASE|STATUS):", ""));
  }
}
