package io.github.macnightly.fetch;

import java.nio.file.Path;

/**
 * A file that is here, whole and verified against what was expected.
 *
 * @param file where it is
 * @param size in bytes
 * @param md5 in lower-case hexadecimal
 * @param sha256 in lower-case hexadecimal
 * @param resumed whether a part of it was here before, from an earlier run or a torn connection
 */
public record Fetched(Path file, long size, String md5, String sha256, boolean resumed) {}
