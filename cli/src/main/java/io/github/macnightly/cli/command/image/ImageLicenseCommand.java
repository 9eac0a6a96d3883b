package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.ReaderLocale;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code image license}: prints the licence of an image. */
@Command(
    sortOptions = false,
    description = "Prints the licence that an image shows when it is opened on a Mac.",
    footer = {"", "An image without one prints nothing and ends with status 0."})
public final class ImageLicenseCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin private ImageInput input;

  @Option(
      names = "--language",
      order = 10,
      paramLabel = "TAG",
      description =
          "Print it in this language, such as de or pt-BR (default: that of the locale);"
              + " one that the image lacks is answered with its default.")
  private String language;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageLicenseCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    Locale locale = language == null ? ReaderLocale.of(session.world()) : named();
    Optional<String> text;
    try (DiskImage image = input.open(session)) {
      text = image.license(locale);
      if (language != null && text.isPresent() && !image.hasLicenseIn(locale)) {
        session
            .console()
            .note(
                "%s: holds no licence in '%s', but in %s"
                    .formatted(
                        input.name(), language, String.join(", ", image.licenseLanguages())));
      }
    }
    LicenseInfo license = new LicenseInfo(input.name(), text);
    if (session.console().json()) {
      session.console().document(license);
    } else {
      license.print(session.console());
    }
    return ExitStatus.OK;
  }

  private Locale named() {
    try {
      return ReaderLocale.parse(language);
    } catch (IllformedLocaleException e) {
      throw new ParameterException(
          spec.commandLine(), "--language: '" + language + "' is no language, such as de or pt-BR");
    }
  }
}
