package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.PassphraseOptions;
import io.github.macnightly.cli.console.World;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallOptions;
import java.io.IOException;
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

  @Option(
      names = "--keep-failed",
      order = 12,
      description = "Keep a payload in place although a script that ran after it failed.")
  private boolean keepFailed;

  @Option(
      names = "--allow-downgrade",
      order = 12,
      description = "Let an older bundle of a package replace a newer one on the disk.")
  private boolean allowDowngrade;

  @Mixin private TrustFlags trust;

  @Mixin private WishFlags wishes;

  @Mixin private PassphraseOptions passphrase;

  PassphraseOptions passphrase() {
    return passphrase;
  }

  @Override
  InstallOptions with(Configuration configuration, World world) throws IOException {
    return new InstallOptions(engine, runScripts, force(), configuration.stepDeadline())
        .keepingPrevious(configuration.keepsPrevious())
        .unlockedBy(passphrase.passphrases(world))
        .trusting(trust.with(configuration))
        .wishing(wishes.wishes())
        .downgrading(allowDowngrade)
        .keepingFailed(keepFailed);
  }

  WishFlags wishes() {
    return wishes;
  }
}
