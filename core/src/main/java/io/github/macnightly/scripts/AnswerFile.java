package io.github.macnightly.scripts;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The file that scripts written for Munki answer in. */
final class AnswerFile {

  static final String NAME = "ConditionalItems.plist";

  /** A hundred times what sites have; small enough to be read with little memory. */
  private static final int MAX_BYTES = 2 << 20;

  private final Path file;
  private final IntPredicate trusted;
  private String problem = "";

  /**
   * Makes the file known.
   *
   * @param directory the Managed Installs directory
   * @param trusted whether what a user owns may be used
   */
  AnswerFile(Path directory, IntPredicate trusted) {
    this.file = directory.resolve(NAME);
    this.trusted = trusted;
  }

  /**
   * Reads what a script wrote.
   *
   * @return empty when it wrote no file, or one of before is in the way
   * @throws IOException when there is one that is no property list with a dictionary at its root,
   *     or no file of ours
   */
  Optional<Map<String, Object>> read() throws IOException {
    if (!problem.isEmpty()) {
      return Optional.empty(); // Nobody could tell whose keys these are.
    }
    Stat stat;
    try {
      stat = Stat.of(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!stat.isFile()) {
      throw new IOException(file + " is no regular file"); // A pipe would hold us up for ever.
    }
    if (!trusted.test(stat.uid())) {
      throw new IOException(file + " belongs to user " + stat.uid() + ", who is not trusted");
    }
    return Optional.of(PropertyLists.readDictionary(bytes(), NAME));
  }

  private byte[] bytes() throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new LimitExceededException("property list", -1, NAME + ": size in bytes", MAX_BYTES);
      }
      return bytes;
    }
  }

  /** Deletes it, so that what the next script writes is its own. */
  void clear() {
    try {
      DurableFiles.delete(file);
    } catch (IOException e) {
      problem = "no script can answer in " + file + ": cannot delete it: " + Reasons.of(e);
    }
  }

  /** Returns why it is not read, empty while it is. */
  String problem() {
    return problem;
  }
}
