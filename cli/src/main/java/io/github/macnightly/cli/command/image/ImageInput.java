package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.PassphraseOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The image that a command looks into. */
final class ImageInput {

  @Parameters(index = "0", paramLabel = "IMAGE", description = "A disk image or a sparse bundle.")
  private Path file;

  @Mixin private PassphraseOptions passphrase;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Opens the image; a failure names it. */
  DiskImage open(Session session) throws IOException {
    if (file.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "IMAGE is empty, wanted a disk image");
    }
    session.console().subject(file.toString());
    return DiskImage.open(file, passphrase.passphrases(session.world()));
  }

  /**
   * Opens an image whose files are wanted: one of which nothing is read is refused, and what is
   * wrong with its volumes is said.
   */
  DiskImage read(Session session) throws IOException {
    DiskImage image = open(session);
    try {
      image.requireReadable();
      warn(image, session);
      return image;
    } catch (IOException | RuntimeException e) {
      image.close();
      throw e;
    }
  }

  /** Says what is wrong with the volumes of an image that can be read all the same. */
  void warn(DiskImage image, Session session) {
    image.warnings().forEach(text -> session.console().complain(name() + ": " + text));
  }

  /** Says which partitions are passed over. */
  void tellSkipped(DiskImage image, Session session) {
    image.skipped().forEach(text -> session.console().note(name() + ": not read: " + text));
  }

  /** Returns the path as it was given. */
  Path file() {
    return file;
  }

  /** Returns the image's own name. */
  String name() {
    return file.getFileName() == null ? file.toString() : file.getFileName().toString();
  }
}
