package io.github.macnightly.install;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Refusals that several kinds of item share. */
final class Refusals {

  private static final int MAX_NAMES = 20;

  /** Every disk with a GPT has one, for the firmware. */
  private static final String NO_SOFTWARE = "EFI system partition";

  private Refusals() {}

  /** An item without anything to install in it. */
  static FormatException nothing(String item, Collection<String> seen) {
    return refusal(item, contents(seen));
  }

  /**
   * An image without anything to install in what could be read of it.
   *
   * @param skipped the volumes that are not read, each with where it is
   */
  static FormatException nothing(String item, Collection<String> seen, List<String> skipped) {
    List<String> unread = skipped.stream().filter(v -> !v.startsWith(NO_SOFTWARE)).toList();
    List<String> reasons = new ArrayList<>();
    if (unread.isEmpty() || !seen.isEmpty()) {
      reasons.add(contents(seen));
    }
    unread.forEach(volume -> reasons.add("the volume with " + volume + " is not read"));
    return refusal(item, String.join("; ", reasons));
  }

  private static FormatException refusal(String item, String why) {
    return new UnsupportedFormatException(
        "item", -1, item + " has no .app, .pkg or .mpkg at its top level; " + why);
  }

  /** An archive that was to hold one item of a kind. */
  static FormatException notOne(String item, String ending, Collection<String> seen) {
    return new UnsupportedFormatException(
        "item",
        -1,
        item + " does not hold exactly one item that ends in " + ending + "; " + contents(seen));
  }

  /** Says what there is, shortened: {@code it holds a, b}. */
  static String contents(Collection<String> seen) {
    if (seen.isEmpty()) {
      return "it is empty";
    }
    String more = seen.size() > MAX_NAMES ? " and " + (seen.size() - MAX_NAMES) + " more" : "";
    return "it holds " + String.join(", ", seen.stream().limit(MAX_NAMES).toList()) + more;
  }
}
