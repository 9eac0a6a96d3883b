package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.PassphraseOptions;
import io.github.macnightly.cli.console.World;
import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallOptions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about how packages are installed. */
final class InstallFlags extends ForceFlag {

  /** What a shell offers behind {@code --engine}. */
  static final class Engines implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("installer", "java").iterator();
    }
  }

  /** Reads an engine; that which is used when none is named has no name to be given. */
  static final class Reader implements ITypeConverter<Engine> {
    @Override
    public Engine convert(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "installer" -> Engine.INSTALLER;
        case "java" -> Engine.JAVA;
        default ->
            throw new TypeConversionException("got '" + word + "', wanted installer or java");
      };
    }
  }

  @Option(
      names = "--run-scripts",
      order = 11,
      description = "Run the scripts of packages although DIR is not /.")
  private boolean runScripts;

  @Option(
      names = "--engine",
      order = 12,
      paramLabel = "installer|java",
      completionCandidates = Engines.class,
      converter = Reader.class,
      description =
          "What installs packages: Apple's installer (only for / on a Mac, and the default there),"
              + " or this program.")
  private Engine engine = Engine.AUTOMATIC;

  @Mixin private PassphraseOptions passphrase;

  PassphraseOptions passphrase() {
    return passphrase;
  }

  @Override
  InstallOptions with(Duration deadline, World world) {
    return new InstallOptions(engine, runScripts, force(), deadline, passphrase.passphrases(world));
  }
}
