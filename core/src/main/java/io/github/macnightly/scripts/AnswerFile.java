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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The file that scripts written for Munki answer in. */
final class AnswerFile {

  static final String NAME = "ConditionalItems.plist";

  /** A hundred times what sites have; small enough to be read with little memory. */
  private static final int MAX_BYTES = 2 << 20;

  private final Path directory;
  private final Path file;
  private final IntPredicate trusted;
  private String problem = "";
  private Stat owned;

  /**
   * Makes the file known.
   *
   * @param directory the Managed Installs directory
   * @param trusted whether what a user owns may be used
   */
  AnswerFile(Path directory, IntPredicate trusted) {
    this.directory = directory;
    this.file = directory.resolve(NAME);
    this.trusted = trusted;
  }

  /**
   * Reads what a script wrote.
   *
   * @return empty when it wrote no file
   * @throws IOException when there is one that is no property list with a dictionary at its root,
   *     no file of ours, or perhaps one of before that could not be deleted
   */
  Optional<Map<String, Object>> read() throws IOException {
    Stat stat;
    try {
      stat = Stat.of(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (problem.isEmpty()) {
        throw e;
      }
      return Optional.empty(); // There is no directory, which was told.
    }
    if (!problem.isEmpty()) { // Nobody could tell whose keys these are.
      throw new IOException("what is in " + file + " is not read: " + problem);
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
        throw new LimitExceededException(
            "property list", -1, NAME + ": size of " + Files.size(file) + " bytes", MAX_BYTES);
      }
      return bytes;
    }
  }

  /** Makes the directory, if it is missing, and deletes what lies in the place of the file. */
  void prepare() {
    try {
      DurableFiles.createDirectories(directory);
      owned = Stat.of(directory.toRealPath());
      clear();
    } catch (IOException e) {
      problem = "cannot make " + directory + ": " + Reasons.of(e);
    }
  }

  /**
   * Brings all to the state before, so that what the next script writes is its own, and finds its
   * way.
   *
   * @return what the script did that stood in the way of others
   */
  List<String> reset() {
    List<String> told = new ArrayList<>();
    if (owned != null && !Files.isDirectory(directory)) {
      told.add("took away " + directory + ", which is made again without what was in it");
      restore();
    }
    clear();
    return told;
  }

  private void restore() {
    try {
      DurableFiles.delete(directory); // a file, or a link that leads nowhere
      DurableFiles.createDirectories(directory);
      Files.setAttribute(directory, "unix:mode", owned.permissions());
      Stat now = Stat.of(directory);
      if (now.uid() != owned.uid() || now.gid() != owned.gid()) {
        Files.setAttribute(directory, "unix:uid", owned.uid());
        Files.setAttribute(directory, "unix:gid", owned.gid());
      }
    } catch (IOException e) {
      problem = "cannot make " + directory + " again: " + Reasons.of(e);
    }
  }

  private void clear() {
    try {
      DurableFiles.deleteTree(file);
    } catch (IOException e) {
      if (!problem.isEmpty()) {
        return;
      }
      problem = "no script can answer in " + file + ": cannot delete it: " + Reasons.of(e);
    }
  }

  /** Returns why it is not read, empty while it is. */
  String problem() {
    return problem;
  }
}
