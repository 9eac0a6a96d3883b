package io.github.macnightly.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Manifest;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that others made, extracted, against their manifests; and against what 7zz extracts where
 * the manifest says that it is right about every file of the image.
 */
class FoundImagesExtractionTest {

  private static final Pattern SEVEN_ZIP = Pattern.compile("\"7zz_direct\": \"(\\d+)/(\\d+) rc=0");

  @TempDir private Path directory;

  private static Stream<Path> images() throws IOException {
    Optional<Path> any = Shared.fixture("dmg/brew-container.dmg");
    assumeTrue(any.isPresent(), "../shared/fixtures is absent");
    try (Stream<Path> files = Files.list(any.get().getParent())) {
      return files
          .filter(file -> Files.exists(manifest(file)))
          .filter(file -> !name(file).startsWith("etcher-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Path manifest(Path image) {
    return image.resolveSibling(name(image) + ".manifest.json");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.gz$", "");
  }

  private Path unzipped(Path stored) throws IOException {
    if (!stored.toString().endsWith(".gz")) {
      return stored;
    }
    Path plain = directory.resolve(name(stored));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(stored))) {
      Files.copy(in, plain);
    }
    return plain;
  }

  @TestFactory
  Stream<DynamicTest> writesWhatTheManifestSays() throws IOException {
    return images().map(path -> dynamicTest(name(path), () -> compare(path)));
  }

  private void compare(Path stored) throws IOException {
    Manifest manifest = Manifest.of(stored.resolveSibling(name(stored)));
    try (DiskImage image =
        DiskImage.open(unzipped(stored), () -> manifest.password().map(String::toCharArray))) {
      Path out = directory.resolve("out-" + name(stored));
      ExtractionResult result = new ImageExtractor(true).extract(image, out);
      Map<String, Map<String, Fact>> truth = manifest.volumes();
      for (Map.Entry<String, Volume> folder : image.folders().entrySet()) {
        Volume volume = folder.getValue();
        Map<String, Fact> read = kept(Walk.facts(volume));
        Map<String, Fact> written = Written.facts(out.resolve(folder.getKey()), read.keySet());

        assertThat(Written.differences(kept(written), read)).isEmpty();
        if (!volume.fileSystem().equals("HFS")) {
          // Dates of APFS manifests are not the ones of modification: see room apfs.
          boolean dated = !volume.fileSystem().equals("APFS");
          written.replaceAll((path, fact) -> dated ? fact : fact.undated());
          Map<String, Fact> expected = kept(truth.get(volume.name()));
          assertThat(Written.differences(kept(written), expected)).isEmpty();
        }
      }
      assertThat(result.losses().counts().keySet())
          .isSubsetOf("access control list", "file flag", "special mode bit");
    }
  }

  /** The directory itself has no {@code ._} file: that would lie outside of it. */
  private static Map<String, Fact> kept(Map<String, Fact> facts) {
    Map<String, Fact> kept = new TreeMap<>();
    facts.forEach((path, fact) -> kept.put(path, Written.kept(path.isEmpty() ? bare(fact) : fact)));
    return kept;
  }

  private static Fact bare(Fact root) {
    return new Fact("dir", root.mode(), 0, 0, root.modified(), "", Map.of(), "0", false);
  }

  @TestFactory
  Stream<DynamicTest> writesWhatSevenZipWrites() throws IOException {
    assumeTrue(Programs.find("7zz").isPresent(), "7zz is absent");
    return images()
        .filter(FoundImagesExtractionTest::isReadRightly)
        .map(path -> dynamicTest(name(path), () -> compareWithSevenZip(path)));
  }

  private static boolean isReadRightly(Path image) {
    try {
      Matcher peer = SEVEN_ZIP.matcher(Files.readString(manifest(image)));
      return peer.find() && peer.group(1).equals(peer.group(2)) && !peer.group(1).equals("0");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void compareWithSevenZip(Path stored) throws IOException {
    Path ours = directory.resolve("ours-" + name(stored));
    Path theirs = directory.resolve("theirs-" + name(stored));
    try (DiskImage image = DiskImage.open(unzipped(stored))) {
      new ImageExtractor(false).extract(image, ours);
    }
    Programs.run("7zz", "x", "-y", "-o" + theirs, unzipped(stored).toString());

    assertThat(contents(theirs)).containsAll(contents(ours));
  }

  /** Returns name and content of all files that have any; 7zz changes names with a CR. */
  private static Set<String> contents(Path top) throws IOException {
    Set<String> contents = new TreeSet<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.collect(Collectors.toList())) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > 0) {
          String name = file.getFileName().toString().replaceAll("[\\p{Cntrl}_]", "?");
          contents.add(name + " " + Fact.digest(Files.newInputStream(file)));
        }
      }
    }
    return contents;
  }
}
