package io.github.macnightly.nightly;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.packages.PackageContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a nightly run works on and with. Root, host, process runner, clock and log are those of the
 * package update.
 *
 * @param configuration what the administrator set
 * @param packages what the package update works on
 * @param random for the wait
 * @param sleeper does the waiting
 * @param home the folder of the toolkit that runs, which holds {@code bin/}; null when not known
 * @param environment the environment variables of this process
 * @param complaints hears, also of a quiet run, what went wrong, in lines
 */
public record NightlyContext(
    Configuration configuration,
    PackageContext packages,
    RandomGenerator random,
    Sleeper sleeper,
    Path home,
    Map<String, String> environment,
    Consumer<String> complaints) {

  /** Copies the environment. */
  public NightlyContext {
    environment = Map.copyOf(environment);
  }

  NightlyContext withComplaints(Consumer<String> other) {
    return new NightlyContext(configuration, packages, random, sleeper, home, environment, other);
  }
}
