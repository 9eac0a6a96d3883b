package io.github.macnightly.install;

/**
 * What transactions are called: the item that they are about, and what is done to it where that is
 * no installation. A recovery has nothing else to tell it from. No item has such an ending: all end
 * in that of their kind.
 */
final class Labels {

  private static final String BACK = " (back)";
  private static final String REMOVAL = " (removal)";

  private Labels() {}

  static String back(String item) {
    return item + BACK;
  }

  static String removal(String item) {
    return item + REMOVAL;
  }

  static boolean isRemoval(String label) {
    return label.endsWith(REMOVAL);
  }

  /** Returns the item that a transaction is about. */
  static String item(String label) {
    String ending = isRemoval(label) ? REMOVAL : label.endsWith(BACK) ? BACK : "";
    return label.substring(0, label.length() - ending.length());
  }

  /** Returns the item whose installation or removal a transaction is, else the whole label. */
  static String installed(String label) {
    return isRemoval(label) ? item(label) : label;
  }
}
