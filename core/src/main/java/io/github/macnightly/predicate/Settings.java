package io.github.macnightly.predicate;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;

/**
 * What an evaluation may use of the world.
 *
 * @param clock what {@code now()} tells
 * @param random what {@code random()} tells, from 0 to below 1
 * @param steps how many parts of the tree, elements of lists and characters of text it may look at
 * @param patternSteps how many characters the regular expressions may look at, all together
 */
public record Settings(InstantSource clock, DoubleSupplier random, long steps, long patternSteps) {

  /** Enough for any sensible predicate; what needs more is refused within some 100 ms. */
  public static final Settings DEFAULT =
      new Settings(InstantSource.system(), Math::random, 1_000_000, 400_000);
}
