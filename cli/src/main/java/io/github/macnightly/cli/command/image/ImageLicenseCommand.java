package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code image license}: prints the licence of an image. */
@Command(
    sortOptions = false,
    description = "Prints the licence that an image shows when it is opened on a Mac.",
    footer = {"", "An image without one prints nothing and ends with status 0."})
public final class ImageLicenseCommand implements Callable<ExitStatus> {

  private final Session session;

  @Mixin private ImageInput input;

  @Option(
      names = "--language",
      order = 10,
      paramLabel = "TAG",
      description = "Print it in this language, such as de or pt-BR (default: that of the locale).")
  private String language;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageLicenseCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    Locale locale = language == null ? Locale.getDefault() : Locale.forLanguageTag(language);
    Optional<String> text;
    try (DiskImage image = input.open(session)) {
      text = image.license(locale);
    }
    LicenseInfo license = new LicenseInfo(input.name(), text);
    if (session.console().json()) {
      session.console().document(license);
    } else {
      license.print(session.console());
    }
    return ExitStatus.OK;
  }
}
