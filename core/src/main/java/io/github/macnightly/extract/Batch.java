package io.github.macnightly.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Files that a walk has found, to be written in the order of the disk.
 *
 * <p>The more of them are sorted at a time, the more memory they take; the fewer, the more often a
 * chunk is wanted again after it has left the cache. Mostly a tree lies on a volume as it is
 * walked. Then a few thousand files fill a part of the volume nearly by themselves, and can be
 * written while the walk goes on. Where that is not so the batch grows, up to its limit.
 */
final class Batch {

  /** Enough that the chunks at both ends, which are decoded twice, do not count. */
  private static final int FEWEST = 2048;

  private final List<Item> items = new ArrayList<>();
  private final int most;
  private int nextCheck = FEWEST;

  /**
   * Makes an empty batch.
   *
   * @param most files
   */
  Batch(int most) {
    this.most = most;
  }

  void add(Item item) {
    items.add(item);
  }

  /** Returns whether it is time to write them. */
  boolean isDue() {
    if (items.size() >= most) {
      return true;
    }
    if (items.size() < nextCheck) {
      return false;
    }
    nextCheck *= 2;
    return isDense();
  }

  /** Returns whether no more than a third of what lies between the files is not theirs. */
  private boolean isDense() {
    long first = Long.MAX_VALUE;
    long last = 0;
    long sum = 0;
    for (Item item : items) {
      if (item.place() > 0) {
        first = Math.min(first, item.place());
        last = Math.max(last, item.place());
        sum += item.entry().size();
      }
    }
    return last <= first || sum / 2 >= (last - first) / 3;
  }

  /** Returns the files in the order of the disk. */
  List<Item> sorted() {
    Collections.sort(items);
    return items;
  }
}
