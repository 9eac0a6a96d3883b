package io.github.macnightly.cli.command.conditions;

import java.nio.file.Path;

/** Standard input in place of a file. */
final class CaseInput {

  /** What it is called in messages. */
  static final String NAME = "standard input";

  private CaseInput() {}

  /** Tells whether a path stands for it. */
  static boolean isStandard(Path file) {
    return file.toString().equals("-");
  }
}
