package io.github.macnightly.packages;

import io.github.macnightly.install.Prepared;
import io.github.macnightly.repository.IndexEntry;
import java.io.IOException;
import java.nio.file.Path;

/** What is done with a file when it has been fetched, while other items are being installed. */
@FunctionalInterface
interface Preparation {

  Prepared prepare(IndexEntry entry, Path file) throws IOException;
}
