package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random bytes changed in the file: never a wrong answer about items, paths and owners. */
final class CorruptionTest {

  private static final int CASES = 80;

  @TempDir Path root;

  @Test
  void noRandomCorruptionGivesAWrongAnswer() throws Exception {
    Tree tree = new Tree(root);
    InstalledItem[] items = new InstalledItem[6];
    for (int i = 0; i < items.length; i++) {
      items[i] = Items.of("item" + i + ".dmg", 10 + 30 * i);
    }
    tree.install(items);
    byte[] whole = Files.readAllBytes(tree.database);
    Path saved =
        Files.copy(tree.database, root.resolve("saved"), StandardCopyOption.REPLACE_EXISTING);
    Random random = new Random(20060401);

    for (int n = 0; n < CASES; n++) {
      byte[] mutant = mutant(whole, random);
      Files.write(tree.database, mutant);
      assertThat(answers(tree, items)).as("case " + n).isEqualTo(expected(items));
      Files.copy(saved, tree.database, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] mutant(byte[] whole, Random random) {
    byte[] mutant = whole.clone();
    if (random.nextInt(5) == 0) {
      return Arrays.copyOf(mutant, random.nextInt(mutant.length));
    }
    int at = random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(mutant.length);
    for (int i = random.nextInt(32); i >= 0; i--) {
      mutant[Math.min(mutant.length - 1, at + i)] = (byte) random.nextInt();
    }
    return mutant;
  }

  private static List<Object> expected(InstalledItem... items) {
    List<Object> all = new ArrayList<>();
    all.add(Arrays.stream(items).map(InstalledItem::name).toList());
    for (InstalledItem item : items) {
      all.add(Items.withoutLedger(item));
      all.add(item.ledger());
      all.add(List.of(item.name()));
    }
    return all;
  }

  private static List<Object> answers(Tree tree, InstalledItem... items) throws Exception {
    List<Object> all = new ArrayList<>();
    try (State state = tree.open()) {
      all.add(state.owners("/Applications"));
      for (InstalledItem item : items) {
        all.add(state.item(item.name()).orElse(null));
        all.add(state.ledger(item.name()));
        all.add(state.owners(item.ledger().get(5).path()));
      }
      state.sums();
      state.history(10);
      state.record(items[0]);
    }
    return all;
  }
}
