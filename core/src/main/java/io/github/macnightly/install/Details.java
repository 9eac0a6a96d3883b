package io.github.macnightly.install;

import java.util.List;
import java.util.Optional;

/**
 * More about what was done with an item, or would be done.
 *
 * @param signatures what was found of the signatures of its packages
 * @param forecast what would be done with each path of its packages; only in a plan
 */
public record Details(List<SignatureFacts> signatures, Optional<Forecast> forecast) {

  /** Nothing more. */
  public static final Details NONE = new Details(List.of(), Optional.empty());

  /** Copies the lists. */
  public Details {
    signatures = List.copyOf(signatures);
  }
}
