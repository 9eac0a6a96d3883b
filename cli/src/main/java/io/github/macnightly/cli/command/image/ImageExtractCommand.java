package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.CannotCreateException;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.extract.ExtractionResult;
import io.github.macnightly.extract.ImageExtractor;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code image extract}: writes the files of an image into a directory. */
@Command(
    sortOptions = false,
    description = "Writes all files of an image into a directory.",
    footer = {
      "",
      "DIR is made if need be, with the directories above it, else it must be empty. With several",
      "volumes each gets a folder named after it. Links are written as they are and never",
      "followed; all files are yours, whoever owns them in the image."
    })
public final class ImageExtractCommand implements Callable<ExitStatus> {

  /**
   * What was written, as a result.
   *
   * @param bytes of content
   * @param lost what the target could not keep: how often, by kind
   * @param skipped partitions whose file system is not read
   * @param warnings what is wrong with volumes that can be read all the same
   */
  public record Written(
      String name,
      String directory,
      long files,
      long directories,
      long links,
      long bytes,
      Map<String, Integer> lost,
      List<String> skipped,
      List<String> warnings) {}

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin private ImageInput input;

  @Parameters(index = "1", paramLabel = "DIR", description = "Where the files go.")
  private Path directory;

  @Option(
      names = "--apple-double",
      order = 10,
      description =
          "Write forks and attributes that the target cannot hold to files whose names begin with"
              + " ._")
  private boolean appleDouble;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageExtractCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (directory.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "DIR is empty, wanted a directory");
    }
    try (DiskImage image = input.read(session)) {
      ExtractionResult result = extract(image, made());
      session.console().subject(input.name());
      image.verify();
      tell(written(image, result));
    }
    return ExitStatus.OK;
  }

  private Path made() throws CannotCreateException {
    try {
      return ImageExtractor.prepare(directory);
    } catch (IOException e) {
      throw new CannotCreateException(directory.toString(), e);
    }
  }

  private ExtractionResult extract(DiskImage image, Path target) throws IOException {
    try {
      return new ImageExtractor(appleDouble).extract(image, target);
    } catch (FileAlreadyExistsException notEmpty) {
      throw notEmpty;
    } catch (InterruptedIOException e) {
      throw new InterruptedIOException(partial());
    } catch (IOException e) {
      if (!session.console().json()) {
        session.console().complain(partial());
      }
      throw e;
    }
  }

  private String partial() {
    return directory + " holds only a part of the image: delete it before the next attempt";
  }

  private Written written(DiskImage image, ExtractionResult result) {
    return new Written(
        input.name(),
        directory.toString(),
        result.files(),
        result.directories(),
        result.links(),
        result.bytes(),
        result.losses().counts(),
        image.skipped(),
        image.warnings());
  }

  private void tell(Written written) {
    Console console = session.console();
    if (console.json()) {
      console.document(written);
      return;
    }
    written.skipped.forEach(skipped -> console.note(written.name + ": not read: " + skipped));
    written.lost.forEach(
        (kind, count) -> console.note(written.name + ": not kept: " + count + " x " + kind));
    if (written.files + written.directories + written.links == 0) {
      console.note(written.name + ": holds no files");
    }
    console.detail(
        "%s: %d files, %d directories and %d links with %d bytes"
            .formatted(
                written.name, written.files, written.directories, written.links, written.bytes));
  }
}
