package io.github.macnightly.install;

import io.github.macnightly.distribution.ChoiceChanges;
import java.io.IOException;

/**
 * What is wanted of products, which offer choices and look at the Mac that they are installed on.
 *
 * @param choices a choices file, as {@code installer -applyChoiceChangesXML} takes it; empty for
 *     what the product itself proposes
 * @param osVersion the version of macOS that the product is told, "" for that of the tree or of
 *     this machine
 * @param architecture {@code arm64}, {@code x86_64}, {@code i386} or {@code ppc}, "" for that of
 *     this machine
 */
public record Wishes(byte[] choices, String osVersion, String architecture) {

  /** None. */
  public static final Wishes NONE = new Wishes(new byte[0], "", "");

  /**
   * Checks a choices file.
   *
   * @throws io.github.macnightly.io.FormatException when it is none
   */
  public static void check(byte[] choices) throws IOException {
    ChoiceChanges.read(choices);
  }
}
