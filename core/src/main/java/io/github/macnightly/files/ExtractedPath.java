package io.github.macnightly.files;

/**
 * One path as it was extracted.
 *
 * @param path relative to the directory of the extraction, empty for that directory itself
 * @param type {@code f} for a file (also one that is a hard link), {@code d}, {@code l}
 * @param mode permission bits as set, with the special ones
 * @param size bytes of content, 0 for anything but a file
 * @param digest SHA-256 in hexadecimal for a file, the target for a symbolic link, else empty
 */
public record ExtractedPath(String path, char type, int mode, long size, String digest) {}
