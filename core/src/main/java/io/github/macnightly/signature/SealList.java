package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bundle's list of sealed files, {@code CodeResources}. The second version ({@code files2},
 * {@code rules2}, since OS X 10.9) covers all files; the first only resources. Where there are
 * both, the second counts, as on macOS.
 *
 * @param items by path; composed letters, because file systems disagree on those
 * @param rules which files are listed
 */
record SealList(Map<String, SealedItem> items, SealRules rules) {

  static SealList read(byte[] bytes) throws IOException {
    Map<String, Object> root = PropertyLists.readDictionary(bytes, BundleSeal.FORMAT);
    String version = root.containsKey("files2") ? "2" : "";
    Map<String, SealedItem> items = new TreeMap<>();
    for (Map.Entry<?, ?> entry : dictionary(root, "files" + version).entrySet()) {
      String path = key(String.valueOf(entry.getKey()));
      if (items.put(path, SealedItem.of(path, entry.getValue())) != null) {
        throw new CorruptException(
            BundleSeal.FORMAT, -1, "path '" + Text.printable(path) + "' is listed twice");
      }
    }
    return new SealList(items, new SealRules(dictionary(root, "rules" + version)));
  }

  private static Map<?, ?> dictionary(Map<String, Object> root, String name)
      throws CorruptException {
    if (root.get(name) instanceof Map<?, ?> map) {
      return map;
    }
    throw new CorruptException(BundleSeal.FORMAT, -1, "there is no dictionary " + name);
  }

  /** Returns the path as it is compared. */
  static String key(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }
}
