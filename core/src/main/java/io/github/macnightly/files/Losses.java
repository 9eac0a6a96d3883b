package io.github.macnightly.files;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an extraction could not keep because the target cannot hold it or we may not set it.
 *
 * @param counts how often, by kind: "owner", "date", "extended attribute", "resource fork", "file
 *     flag", "access control list", "special mode bit", "hard link", "slash of a link", "device,
 *     pipe or socket"; in alphabetical order
 */
public record Losses(Map<String, Integer> counts) {

  /** Returns whether everything was kept. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Returns for example {@code 3 x extended attribute, 1 x owner}. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " x " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}
