package io.github.macnightly.predicate;

/**
 * Something to look at in a predicate.
 *
 * @param start first character that it is about, from 0
 * @param end the character behind the last one
 * @param severity how bad it is
 * @param rule a short name of the kind of finding, such as {@code unknown-key}
 * @param message what is wrong and what to do
 */
public record Finding(int start, int end, Severity severity, String rule, String message) {}
