package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image verify}: compares an image with its checksums. */
@Command(
    sortOptions = false,
    description = "Reads all of an image and compares it with its checksums.",
    footer = {
      "",
      "Also reads the directories of its volumes, and the files where there are no checksums, as"
          + " in",
      "raw and sparse images. Exit status 65 means damaged, or that no volume is read."
    })
public final class ImageVerifyCommand implements Callable<ExitStatus> {

  /**
   * What was found, as a result.
   *
   * @param checksums whether the image has any
   * @param entries files, directories and links of all volumes
   * @param skipped partitions whose file system is not read
   * @param warnings what is wrong with volumes that can be read all the same
   */
  public record Verdict(
      String name,
      boolean intact,
      boolean checksums,
      long entries,
      List<String> skipped,
      List<String> warnings) {}

  private final Session session;

  @Mixin private ImageInput input;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    try (DiskImage image = input.open(session)) {
      image.verify();
      image.requireReadable();
      input.warn(image, session);
      input.tellSkipped(image, session);
      boolean contents = !image.hasChecksums() || !image.warnings().isEmpty();
      long[] entries = new long[1];
      Selection.of(image, "")
          .walk(
              (path, entry) -> {
                entry.linkTarget();
                if (contents && entry.type() == EntryType.FILE) {
                  read(entry);
                }
                entries[0]++;
              });
      tell(
          new Verdict(
              input.name(),
              true,
              image.hasChecksums(),
              entries[0],
              image.skipped(),
              image.warnings()));
    }
    return ExitStatus.OK;
  }

  /** Where no checksum speaks for the content, it must at least be there. */
  private static void read(VolumeEntry entry) throws IOException {
    try (InputStream content = entry.open();
        InputStream fork = entry.openResourceFork()) {
      content.transferTo(OutputStream.nullOutputStream());
      fork.transferTo(OutputStream.nullOutputStream());
    }
  }

  private void tell(Verdict verdict) {
    if (session.console().json()) {
      session.console().document(verdict);
    } else {
      String sums = verdict.checksums ? "checksums match" : "no checksums to compare with";
      session.console().row(verdict.name, "intact", sums, verdict.entries + " entries");
    }
  }
}
