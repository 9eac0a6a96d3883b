package io.github.macnightly.extract;

import io.github.macnightly.files.EntryExtras;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** What an entry of a volume has beside content, mode, owner and date. */
record VolumeExtras(VolumeEntry entry, boolean doubleIsFree) implements EntryExtras {

  private static final int TYPE_AND_CREATOR = 8;

  boolean isEmpty() throws IOException {
    return flags() == 0 && forkSize() == 0 && attributes().isEmpty();
  }

  @Override
  public int flags() {
    return entry.flags();
  }

  /** Returns the attributes without a Finder information that says only that nothing is known. */
  @Override
  public Map<String, byte[]> attributes() throws IOException {
    Map<String, byte[]> all = entry.extendedAttributes();
    byte[] finder = all.get(FinderInfo.ATTRIBUTE);
    if (finder == null || !isUnknown(finder)) {
      return all;
    }
    Map<String, byte[]> others = new TreeMap<>(all);
    others.remove(FinderInfo.ATTRIBUTE);
    return others;
  }

  /** Tools that are not Apple's write four question marks each for an unknown type and creator. */
  private static boolean isUnknown(byte[] finder) {
    for (int i = 0; i < finder.length; i++) {
      if (finder[i] != (i < TYPE_AND_CREATOR ? '?' : 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long forkSize() {
    return entry.resourceForkSize();
  }

  @Override
  public InputStream fork() throws IOException {
    return entry.openResourceFork();
  }
}
