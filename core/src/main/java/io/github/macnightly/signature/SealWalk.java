package io.github.macnightly.signature;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One walk over the files of a bundle. Files are found by walking and then looked up in the list,
 * never opened by a path from the list, so no path in it can lead anywhere.
 */
final class SealWalk extends SimpleFileVisitor<Path> {

  private static final int MAX_FILES = 1_000_000;
  private static final int MAX_DEPTH = 128;
  private static final int MAX_PATH = 4096;

  /** What no list holds, because it is the seal, or is added after sealing. */
  private static final Set<String> EXCLUDED =
      Set.of("_CodeSignature", "CodeResources", "_MASReceipt");

  private final Path root;
  private final SealList list;
  private final String mainExecutable;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> differing = new TreeSet<>();
  private final Set<String> added = new TreeSet<>();
  private final Set<String> nested = new TreeSet<>();
  private int files;
  private int checked;

  /**
   * Prepares.
   *
   * @param root the folder that the list speaks of
   * @param executable path of the main executable below it
   */
  SealWalk(Path root, SealList list, String executable) {
    this.root = root;
    this.list = list;
    mainExecutable = executable;
  }

  SealReport report(String base) throws IOException {
    Files.walkFileTree(root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, this);
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, SealedItem> entry : list.items().entrySet()) {
      if (!entry.getValue().optional() && !seen.contains(entry.getKey())) {
        missing.add(entry.getKey());
      }
    }
    return new SealReport(
        true,
        base,
        checked,
        List.copyOf(differing),
        missing,
        List.copyOf(added),
        List.copyOf(nested),
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("the code directory in the main executable, which seals the list, is not verified");
    notes.add("the main executable and Info.plist are covered by the code directory only");
    if (!nested.isEmpty()) {
      notes.add("nested code is present, but its code directories are not verified");
    }
    if (Files.isRegularFile(root.resolve("CodeResources"), LinkOption.NOFOLLOW_LINKS)) {
      notes.add("a notarization ticket is stapled; it is not verified");
    }
    return notes;
  }

  private String path(Path file) throws LimitExceededException {
    String path =
        root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    if (path.length() > MAX_PATH) {
      throw new LimitExceededException(BundleSeal.FORMAT, -1, "length of a path", MAX_PATH);
    }
    return SealList.key(path);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    String path = path(directory);
    if (path.isEmpty()) {
      return FileVisitResult.CONTINUE;
    }
    if (EXCLUDED.contains(path)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    SealedItem item = list.items().get(path);
    if (item != null && item.nested()) {
      seen.add(path);
      nested.add(path);
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (item == null && isUnlistedCode(directory, path)) {
      added.add(path);
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  /** A bundle where nested code belongs is one thing, not a folder of files. */
  private boolean isUnlistedCode(Path directory, String path) throws IOException {
    boolean bundle =
        directory.getFileName().toString().indexOf('.') > 0
            && (Files.isDirectory(directory.resolve("Contents"), LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(directory.resolve("Versions"), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(directory.resolve("Info.plist"), LinkOption.NOFOLLOW_LINKS));
    return bundle && list.rules().find(path).filter(r -> r.nested() && !r.omit()).isPresent();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (++files > MAX_FILES) {
      throw new LimitExceededException(BundleSeal.FORMAT, -1, "number of files", MAX_FILES);
    }
    if (attributes.isDirectory()) {
      throw new LimitExceededException(BundleSeal.FORMAT, -1, "depth of folders", MAX_DEPTH);
    }
    String path = path(file);
    SealedItem item = list.items().get(path);
    if (item != null) {
      seen.add(path);
      compare(file, attributes, path, item);
    } else if (shouldBeListed(path)) {
      added.add(path);
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean shouldBeListed(String path) throws LimitExceededException {
    if (EXCLUDED.contains(path) || path.equals(mainExecutable)) {
      return false;
    }
    Optional<SealRules.Rule> rule = list.rules().find(path);
    return rule.isPresent() && !rule.get().omit();
  }

  private void compare(Path file, BasicFileAttributes attributes, String path, SealedItem item)
      throws IOException {
    if (item.nested()) {
      nested.add(path);
    } else if (isAsListed(file, attributes, item)) {
      checked++;
    } else {
      differing.add(path);
    }
  }

  private static boolean isAsListed(Path file, BasicFileAttributes attributes, SealedItem item)
      throws IOException {
    if (item.symlink() != null) {
      return attributes.isSymbolicLink()
          && Files.readSymbolicLink(file).toString().equals(item.symlink());
    }
    return attributes.isRegularFile() && hasDigests(file, item);
  }

  private static boolean hasDigests(Path file, SealedItem item) throws IOException {
    MessageDigest sha1 = item.sha1() == null ? null : sha1();
    MessageDigest sha256 = item.sha256() == null ? null : Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        update(sha1, buffer, count);
        update(sha256, buffer, count);
      }
    }
    return (sha1 == null || MessageDigest.isEqual(sha1.digest(), item.sha1()))
        && (sha256 == null || MessageDigest.isEqual(sha256.digest(), item.sha256()));
  }

  private static void update(MessageDigest digest, byte[] buffer, int count) {
    if (digest != null) {
      digest.update(buffer, 0, count);
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
