package io.github.macnightly.plist;

import com.dd.plist.ASCIIPropertyListParser;
import com.dd.plist.BinaryPropertyListParser;
import com.dd.plist.NSObject;
import com.dd.plist.PropertyListFormatException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.text.ParseException;

/** The door to dd-plist: checks the limits that it does not have, then lets it parse. */
final class ForeignReader {

  /** The parser keeps all text as characters and goes back over it, so it gets small files only. */
  private static final int MAX_NEXT_BYTES = 4 << 20;

  private ForeignReader() {}

  static Object binary(byte[] bytes, String what, int maxValues) throws IOException {
    BinaryGuard.check(bytes, what);
    try {
      return new PlainValues(what, maxValues).toPlain(BinaryPropertyListParser.parse(bytes));
    } catch (PropertyListFormatException | RuntimeException e) {
      throw corrupt(what, e);
    }
  }

  static Object next(byte[] bytes, String what, int maxValues) throws IOException {
    checkNesting(bytes, what);
    try {
      NSObject root = ASCIIPropertyListParser.parse(bytes);
      return new PlainValues(what, maxValues).toPlain(root);
    } catch (ParseException | RuntimeException e) {
      throw corrupt(what, e);
    }
  }

  /**
   * Counts every bracket, quoted or not: too strict for a list of 512 quoted braces, and simple.
   */
  private static void checkNesting(byte[] bytes, String what) throws LimitExceededException {
    if (bytes.length > MAX_NEXT_BYTES) {
      throw new LimitExceededException(
          PropertyLists.FORMAT, 0, what + ": size in NeXT notation", MAX_NEXT_BYTES);
    }
    int depth = 0;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '{', '(' -> depth++;
        case '}', ')' -> depth--;
        default -> {
          continue;
        }
      }
      if (depth > PropertyLists.MAX_DEPTH) {
        throw new LimitExceededException(
            PropertyLists.FORMAT, i, what + ": nesting", PropertyLists.MAX_DEPTH);
      }
    }
  }

  private static CorruptException corrupt(String what, Exception cause) {
    String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    return new CorruptException(PropertyLists.FORMAT, 0, what + ": " + message);
  }
}
