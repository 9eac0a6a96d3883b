package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Failures;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code image cat}: writes files of an image to standard output. */
@Command(
    sortOptions = false,
    description = "Writes files of an image to standard output.",
    footer = {
      "",
      "A PATH that is missing, a directory or a link is told, the others are written, and the exit",
      "status is 66."
    })
public final class ImageCatCommand implements Callable<ExitStatus> {

  private static final int BUFFER = 128 << 10;

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin private ImageInput input;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file in the image, as image list prints it.")
  private List<String> paths;

  @Option(
      names = "--resource-fork",
      order = 10,
      description = "Write the resource forks of the files, not their content.")
  private boolean resourceFork;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the standard output of {@code session}. */
  public ImageCatCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    if (session.console().json()) {
      throw new ParameterException(
          spec.commandLine(), "--json: image cat writes files as they are");
    }
    ExitStatus status = ExitStatus.OK;
    try (DiskImage image = input.read(session)) {
      for (String path : paths) {
        session.console().subject(path);
        try {
          write(Selection.find(image, path), path);
        } catch (NoSuchFileException e) {
          status = session.console().failure(Failures.of(e), e);
        }
      }
    }
    return status;
  }

  private void write(VolumeEntry entry, String path) throws IOException {
    if (entry.type() == EntryType.SYMLINK) {
      throw new NoSuchFileException(
          path, null, "is a symbolic link to '" + entry.linkTarget() + "', wanted a file");
    }
    if (entry.type() != EntryType.FILE) {
      throw new NoSuchFileException(
          path, null, "is no file but a directory or device: only files have content");
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = resourceFork ? entry.openResourceFork() : entry.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!session.console().bytes(buffer, n)) {
          return;
        }
      }
    }
  }
}
