package io.github.macnightly.fetch;

/** Size and sums of a file, in lower-case hexadecimal. */
record Sums(long size, String md5, String sha256) {}
