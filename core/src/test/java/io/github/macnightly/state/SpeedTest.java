package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.ProcessorTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards against quadratic work: the bounds are far above what is measured. */
final class SpeedTest {

  @TempDir Path root;

  /** Returns seconds on a processor; the disk, which others use as well, does not count. */
  private static double seconds(Callable<?> work) {
    return ProcessorTime.of(0, work).millis() / 1e3;
  }

  @Test
  void tenThousandPathsAreRecordedAtOnce() throws Exception {
    Tree tree = new Tree(root);
    tree.install(Items.of("warm.dmg", 100));
    InstalledItem large = Items.of("large.dmg", 10_000);
    try (State state = tree.open()) {
      double record = seconds(() -> recorded(state, large));
      double again = seconds(() -> recorded(state, large));
      double owners =
          seconds(
              () -> {
                for (LedgerPath path : large.ledger()) {
                  assertThat(state.owners(path.path())).contains("large.dmg");
                }
                return null;
              });
      report("record", record, "record again", again, "10,000 owners", owners);
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
        times.add(seconds(() -> assertThat(state.sums()).hasSize(5000)));
      }
    }
    report("5,000 sums, first", times.get(0), "later", times.get(4), "", 0);
    assertThat(times.get(4)).isLessThan(1);
  }

  private static State recorded(State state, InstalledItem item) throws Exception {
    state.record(item);
    return state;
  }

  private static void report(Object... figures) {
    System.getLogger("state").log(System.Logger.Level.INFO, List.of(figures).toString());
  }
}
