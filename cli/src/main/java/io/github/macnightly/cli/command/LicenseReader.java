package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Batch;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.ReaderLocale;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.image.DiskImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the licences that disk images hold. */
final class LicenseReader {

  /**
   * A licence as a result.
   *
   * @param name the image
   * @param text empty when it holds none
   */
  public record License(String name, Optional<String> text) {}

  private final Console console;
  private final Passphrases passphrases;
  private final Locale locale;
  private final List<License> licenses = new ArrayList<>();

  LicenseReader(Session session, Passphrases passphrases) {
    this.console = session.console();
    this.passphrases = passphrases;
    this.locale = ReaderLocale.of(session.world());
  }

  ExitStatus show(List<Path> images) throws IOException, InterruptedException {
    Batch batch = new Batch(console);
    for (Path image : images) {
      batch.attempt(image.toString(), () -> licenses.add(read(image)));
    }
    if (console.json()) {
      console.document(Map.of("licenses", licenses));
    } else {
      licenses.forEach(this::print);
    }
    return batch.status();
  }

  private License read(Path file) throws IOException {
    try (DiskImage image = DiskImage.open(file, passphrases)) {
      return new License(file.getFileName().toString(), image.license(locale));
    }
  }

  private void print(License license) {
    if (license.text().isEmpty()) {
      console.note(license.name() + ": holds no licence");
    } else {
      console.note(license.name() + ":");
      console.passage(license.text().get());
    }
  }
}
