package io.github.macnightly.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BomWriterTest {

  private static List<BomEntry> read(byte[] bom) throws IOException {
    return Bom.read(Source.of(bom)).entries();
  }

  @Test
  void keepsWhatItIsGiven() throws IOException {
    List<BomEntry> entries =
        List.of(
            new BomEntry("", BomEntry.Type.DIRECTORY, 0755, 0, 0, 0, 0, ""),
            new BomEntry("bin", BomEntry.Type.DIRECTORY, 01775, 0, 80, 0, 0, ""),
            new BomEntry("bin/t", BomEntry.Type.SYMLINK, 0777, 1, 2, 4, 0, "tool"),
            new BomEntry("bin/tool", BomEntry.Type.FILE, 04755, 501, 20, 3_000_000_000L, 7, ""));
    assertThat(read(BomWriter.write(entries))).containsExactlyElementsOf(entries);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 5000, 140_000})
  void findsAllPathsAgainHoweverManyThereAre(int number) throws IOException {
    List<BomEntry> entries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      entries.add(new BomEntry("d" + i % 7 + "/f" + i, BomEntry.Type.FILE, 0644, 0, 0, i, i, ""));
    }
    List<BomEntry> files =
        read(BomWriter.write(entries)).stream()
            .filter(entry -> entry.type() == BomEntry.Type.FILE)
            .toList();
    assertThat(files).hasSize(number);
    assertThat(new HashSet<>(files)).isEqualTo(new HashSet<>(entries));
  }

  @Test
  void keepsAllOfAFoundOne() throws IOException {
    Path found = Shared.fixture("pkg/real/apr-python-applications.bom").orElse(null);
    assumeTrue(found != null, "../shared/fixtures is absent");
    List<BomEntry> entries = read(Files.readAllBytes(found));
    assertThat(read(BomWriter.write(entries))).containsExactlyInAnyOrderElementsOf(entries);
  }
}
