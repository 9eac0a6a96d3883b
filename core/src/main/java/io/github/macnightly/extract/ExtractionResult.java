package io.github.macnightly.extract;

import io.github.macnightly.files.Losses;

/**
 * What an extraction has made.
 *
 * @param files files, those that several names share once
 * @param directories directories, the one of the extraction itself not among them
 * @param links symbolic links, and hard links beside the first name of each file
 * @param bytes content of the files
 * @param losses what the target could not keep
 */
public record ExtractionResult(
    long files, long directories, long links, long bytes, Losses losses) {}
