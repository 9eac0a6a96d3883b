package io.github.macnightly.pkg;

/** Where macOS keeps the receipt of a component. */
public enum ReceiptStyle {
  /** A property list and a Bom named after the identifier, in {@code var/db/receipts}. */
  DATABASE,
  /** The package without its archive, in {@code Library/Receipts}. */
  BUNDLE
}
