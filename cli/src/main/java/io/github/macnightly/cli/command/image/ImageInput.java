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

  /** Returns the image's own name. */
  String name() {
    return file.getFileName() == null ? file.toString() : file.getFileName().toString();
  }
}
