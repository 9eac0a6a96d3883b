package io.github.macnightly.install;

import java.util.List;

/**
 * A choice that a product offers, as it stands on the target.
 *
 * @param id what a choices file calls it
 * @param title what a person calls it
 * @param description more about it, or ""
 * @param depth how deep it is in the outline, from 0
 * @param visible whether a window would show it
 * @param enabled whether a window would let one change it
 * @param selected whether its packages are installed
 * @param reason why it is selected or not
 * @param packages ids of its packages
 */
public record ProductChoice(
    String id,
    String title,
    String description,
    int depth,
    boolean visible,
    boolean enabled,
    boolean selected,
    String reason,
    List<String> packages) {}
