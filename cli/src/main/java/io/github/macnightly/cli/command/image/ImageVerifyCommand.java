package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image verify}: compares an image with its checksums. */
@Command(
    sortOptions = false,
    description = "Reads all of an image and compares it with its checksums.",
    footer = {
      "",
      "Also reads the directories of its volumes. Exit status 65 means damaged; raw and sparse",
      "images have no checksums."
    })
public final class ImageVerifyCommand implements Callable<ExitStatus> {

  /**
   * What was found, as a result.
   *
   * @param checksums whether the image has any
   * @param entries files, directories and links of all volumes
   */
  public record Verdict(String name, boolean intact, boolean checksums, long entries) {}

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
      long[] entries = new long[1];
      Selection.of(image, "")
          .walk(
              (path, entry) -> {
                entry.linkTarget();
                entries[0]++;
              });
      tell(new Verdict(input.name(), true, image.hasChecksums(), entries[0]));
    }
    return ExitStatus.OK;
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
