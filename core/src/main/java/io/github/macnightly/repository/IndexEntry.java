package io.github.macnightly.repository;

/**
 * One file that a repository offers.
 *
 * @param name as in the index, relative to it, with {@code /} between folders; safe to resolve
 *     below a directory
 * @param md5 32 lower-case hexadecimal digits
 * @param line where the index says so, counted from 1
 */
public record IndexEntry(String name, String md5, int line) {}
