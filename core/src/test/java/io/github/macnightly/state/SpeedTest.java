package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards against quadratic work: the bounds are far above what is measured. */
final class SpeedTest {

  @TempDir Path root;

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Test
  void tenThousandPathsAreRecordedAtOnce() throws Exception {
    Tree tree = new Tree(root);
    tree.install(Items.of("warm.dmg", 100));
    InstalledItem large = Items.of("large.dmg", 10_000);
    try (State state = tree.open()) {
      long start = System.nanoTime();
      state.record(large);
      double record = seconds(start);
      start = System.nanoTime();
      state.record(large);
      double again = seconds(start);
      start = System.nanoTime();
      for (LedgerPath path : large.ledger()) {
        assertThat(state.owners(path.path())).contains("large.dmg");
      }
      report("record", record, "record again", again, "10,000 owners", seconds(start));
      assertThat(record + again).isLessThan(5);
    }
  }

  @Test
  void fiveThousandSumsAreReadAtOnce() throws Exception {
    Tree tree = new Tree(root);
    tree.sqlite3(
        "create table package (sum text, file text);"
            + "with recursive n(i) as (values(1) union all select i + 1 from n where i < 5000)"
            + " insert into package select printf('%032x', i), 'item ' || i || '.dmg' from n");
    List<Double> times = new ArrayList<>();
    try (State state = tree.open()) {
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        assertThat(state.sums()).hasSize(5000);
        times.add(seconds(start));
      }
    }
    report("5,000 sums, first", times.get(0), "later", times.get(4), "", 0);
    assertThat(times.get(4)).isLessThan(1);
  }

  private static void report(Object... figures) {
    System.getLogger("state").log(System.Logger.Level.INFO, List.of(figures).toString());
  }
}
