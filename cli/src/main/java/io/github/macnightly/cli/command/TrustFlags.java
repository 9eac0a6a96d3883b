package io.github.macnightly.cli.command;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.install.Trust;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The options about signatures of packages. */
final class TrustFlags {

  @Option(
      names = "--require-signature",
      order = 14,
      description =
          "Install only packages that are signed by somebody whom Apple has certified, with"
              + " certificates that were valid then.")
  private boolean required;

  @Option(
      names = "--team-id",
      order = 14,
      paramLabel = "ID",
      converter = Filled.class,
      description =
          "Install only packages that this team has signed, such as EQHXZ8M8AV, and that Apple has"
              + " certified.")
  private String team = "";

  Trust with(Configuration configuration) throws IOException {
    return new Trust(required || configuration.requiresSignature(), team);
  }
}
