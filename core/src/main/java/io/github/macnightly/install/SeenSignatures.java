package io.github.macnightly.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found of the signatures of packages before one of them was refused, or failed. It
 * travels with the failure as a suppressed exception, so that it stays the kind of failure it is.
 */
public final class SeenSignatures extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<SignatureFacts> facts;

  private SeenSignatures(List<SignatureFacts> facts) {
    super("signatures of " + facts.size() + " packages were seen", null, false, false);
    this.facts = List.copyOf(facts);
  }

  /** Adds what was found to a failure, and returns the failure. */
  static <T extends IOException> T add(T failure, List<SignatureFacts> facts) {
    if (!facts.isEmpty()) {
      failure.addSuppressed(new SeenSignatures(facts));
    }
    return failure;
  }

  /** Returns what a failure of an installation or of its plan tells of signatures, in order. */
  public static List<SignatureFacts> of(Throwable failure) {
    List<SignatureFacts> all = new ArrayList<>();
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof SeenSignatures seen) {
        all.addAll(seen.facts);
      }
    }
    return List.copyOf(all);
  }
}
