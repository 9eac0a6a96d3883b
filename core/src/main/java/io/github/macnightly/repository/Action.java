package io.github.macnightly.repository;

/**
 * One line of a list.
 *
 * @param verb what to do
 * @param pattern a package name, with or without its ending, perhaps a {@link Glob}
 * @param line counted from 1
 */
public record Action(Verb verb, String pattern, int line) {}
