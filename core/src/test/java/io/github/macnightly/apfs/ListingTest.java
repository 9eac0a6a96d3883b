package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListingTest {

  private static Listing fill(int above, int count, String suffix) throws IOException {
    Listing listing = new Listing(16, above);
    for (int i = 0; i < count; i++) {
      listing.add(new DirectoryEntry(i + suffix, i));
    }
    return listing;
  }

  @Test
  void holdsAHundredThousandNames() throws IOException {
    Listing listing = fill(0, 100_000, " file of a usual name.txt");

    assertThat(listing.entries()).hasSize(100_000);
    assertThat(listing.footprint()).isBetween(25 << 20, 40 << 20);
  }

  @Test
  void refusesMoreThanFitsIntoMemory() {
    assertThatThrownBy(() -> fill(0, 200_000, ""))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("directory 16");
    assertThatThrownBy(() -> fill(0, 60_000, "n".repeat(250)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void countsTheListingsAboveIt() throws IOException {
    Level below = Level.ROOT.below(fill(0, 100_000, "").footprint());

    assertThat(below.depth()).isEqualTo(1);
    assertThatThrownBy(() -> fill(below.footprint(), 100_000, ""))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesANameAtItsSecondTime() throws IOException {
    Listing listing = fill(0, 3, "");

    assertThatThrownBy(() -> listing.add(new DirectoryEntry("1", 7)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'1' twice");
  }
}
