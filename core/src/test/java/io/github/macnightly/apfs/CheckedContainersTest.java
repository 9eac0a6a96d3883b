package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The builder's containers against a file system checker that others wrote: what the reader is
 * tested with is APFS. Version 2023-02-06 takes the fork of a compressed file for damaged, which
 * the Sleuth Kit decodes as it was put in, and knows keybags of iOS alone; neither is here.
 */
class CheckedContainersTest {

  @TempDir private Path directory;

  private static Tree tree() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    Arrays.fill(noise, 5_000, 80_001, (byte) 0);
    Tree tree =
        Tree.create()
            .file("hello.txt", "hello\n", 04751)
            .owner("hello.txt", 501, 20)
            .directory("Dir/Sub", 0700)
            .file("Dir/Sub/large", noise)
            .file("Gr\u00f6\u00dfe/o\u0308", "")
            .symlink("relative", "Dir/Sub/large")
            .hardLink("Dir/hard", "hello.txt")
            .xattr("hello.txt", "com.example.small", new byte[9])
            .xattr("hello.txt", "com.example.large", Arrays.copyOf(noise, 9000))
            .resourceFork("Dir/Sub/large", Arrays.copyOf(noise, 5000));
    return CompressedFile.of(3, new byte[100]).addTo(tree, "Dir/inline");
  }

  private static ApfsBuilder with(ApfsVolumeSpec... volumes) {
    ApfsBuilder builder = ApfsBuilder.create().highNumbers();
    Stream.of(volumes).forEach(builder::volume);
    return builder;
  }

  private static ApfsVolumeSpec volume() {
    return ApfsVolumeSpec.of(tree());
  }

  static Stream<ApfsBuilder> containers() {
    return Stream.of(
        with(volume()),
        with(volume().caseSensitive()),
        with(volume().normalizationSensitive()),
        with(volume().holes().fragment(1)),
        with(volume().nodeRecords(3)),
        with(volume(), volume().name("B").caseSensitive(), ApfsVolumeSpec.of(Tree.create())),
        with(
            volume()
                .snapshot("first", Tree.create().file("hello.txt", "hello of yesterday"))
                .snapshot("second", tree().file("gone", "gone"))),
        with(volume().sealed().holes()),
        with(volume().sealed().nodeRecords(3)),
        with(volume()).staleBlockZero(),
        with(volume()).blockSize(8192));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aCheckerFindsNothingWrong(ApfsBuilder container) throws IOException {
    assumeTrue(Programs.find("apfsck").isPresent(), "apfsck is not installed");
    Path file = directory.resolve("container");
    container.write(file);

    assertThat(Programs.run("apfsck", file.toString())).isEmpty();
    Files.delete(file);
  }
}
