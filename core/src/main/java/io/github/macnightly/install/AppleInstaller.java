package io.github.macnightly.install;

import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;

/** Apple's {@code installer(8)}, which does the work when the root is {@code /} on a Mac. */
final class AppleInstaller {

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

  static void install(InstallContext context, InstallOptions options, Path file)
      throws IOException, InterruptedException {
    context.log().note("Apple's installer installs " + file.getFileName());
    ProcessResult result =
        context
            .runner()
            .run(
                ProcessRequest.of(
                        "/usr/sbin/installer", "-verboseR", "-pkg", file.toString(), "-target", "/")
                    .withDeadline(options.deadline())
                    .withOutputLimit(OUTPUT_LIMIT));
    result.output().lines().forEach(context.log()::detail);
    if (!result.ok()) {
      throw new ScriptFailedException("installer", file.getFileName().toString(), result);
    }
  }
}
