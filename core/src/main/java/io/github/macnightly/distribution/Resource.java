package io.github.macnightly.distribution;

/**
 * A file that an installer with windows shows.
 *
 * @param kind the element that names it, such as {@code license}, {@code readme}, {@code welcome},
 *     {@code conclusion}, {@code background} or {@code background-darkAqua}
 * @param file its name below {@code Resources} or one of its {@code .lproj} folders, as written
 */
public record Resource(String kind, String file) {}
