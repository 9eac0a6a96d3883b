package io.github.macnightly.facts;

/**
 * Where Munki's ways are not the only ones.
 *
 * @param munkiOrder whether {@code machine_type}, {@code date}, {@code applications}, the three
 *     {@code os_vers_} numbers and {@code os_build_last_component} of a condition script are passed
 *     over, as Munki does, although its documentation names {@code machine_type} as the very
 *     example of a fact that a script replaces
 * @param honestDates whether {@code date} is the instant that it is; otherwise it is moved by the
 *     offset of the time zone, so that a literal in Z is compared with the local wall clock
 */
public record FactRules(boolean munkiOrder, boolean honestDates) {

  /** The documented order, and dates as every condition written for Munki expects them. */
  public static final FactRules DEFAULT = new FactRules(false, false);
}
