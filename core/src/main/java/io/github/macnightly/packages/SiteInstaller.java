package io.github.macnightly.packages;

import io.github.macnightly.archive.Archive;
import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.Unpacker;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A site's own {@code TYPE-install} in {@code ROOT/common/manager}, called as the chain of 2006
 * called it: in the folder that holds the unpacked item, with the item's name as the one argument.
 */
final class SiteInstaller {

  private static final int OUTPUT_LIMIT = 1 << 20;

  private final InstallContext context;
  private final Duration deadline;
  private final Path program;

  private SiteInstaller(InstallContext context, Duration deadline, Path program) {
    this.context = context;
    this.deadline = deadline;
    this.program = program;
  }

  /** Finds the site's installer of a type: app, pkg, mpkg or dmg. */
  static Optional<SiteInstaller> find(InstallContext context, Duration deadline, String type)
      throws IOException {
    Path program = context.root().resolve("/common/manager/" + type + "-install");
    return Files.isRegularFile(program) && Files.isExecutable(program)
        ? Optional.of(new SiteInstaller(context, deadline, program))
        : Optional.empty();
  }

  /**
   * Installs a fetched item.
   *
   * @throws IOException when the program ends with another status than 0
   */
  void install(Path item) throws IOException, InterruptedException {
    Path folder = context.area().scratch("site");
    try {
      Path unpacked = unpack(item, folder);
      context.log().detail(program + " installs " + unpacked.getFileName());
      run(unpacked);
    } finally {
      DurableFiles.deleteTree(folder);
    }
  }

  private Path unpack(Path item, Path folder) throws IOException {
    return Archive.isArchive(item.getFileName().toString())
        ? Unpacker.unpack(item, folder.resolve("item"))
        : item;
  }

  private void run(Path item) throws IOException, InterruptedException {
    ProcessResult result =
        context
            .runner()
            .run(
                ProcessRequest.of(program.toString(), item.getFileName().toString())
                    .withDirectory(item.getParent())
                    .withEnvironment(Map.of("MACNIGHTLY_ROOT", context.root().root().toString()))
                    .withDeadline(deadline)
                    .withOutputLimit(OUTPUT_LIMIT));
    result.output().lines().forEach(context.log()::note);
    result.errors().lines().forEach(context.log()::note);
    if (!result.ok()) {
      throw new IOException(
          program
              + (result.timedOut()
                  ? " was ended after its deadline"
                  : " ended with status " + result.exitCode()));
    }
  }
}
