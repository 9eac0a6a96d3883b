package io.github.macnightly.image;

/**
 * A partition of an image.
 *
 * @param name what the map calls it, often empty
 * @param type Apple's name such as {@code Apple_HFS}, a GUID in capitals, {@code 0x} and the number
 *     of an MBR type in hexadecimal, or empty for a disk without a map
 * @param offset bytes from the start of the disk
 * @param length bytes
 * @param content the file system found there, such as {@code HFS+} or {@code FAT}, or empty
 */
public record ImagePart(String name, String type, long offset, long length, String content) {}
