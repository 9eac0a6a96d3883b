package io.github.macnightly.pkg;

import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives {@code x} what {@code ._x} tells of it, whichever comes first. One that comes first waits
 * for its owner and then is no entry of its own; one that comes later is visited when it is met,
 * marked as metadata. What is not metadata after all is visited as the file that it is.
 */
final class AppleDoubles {

  /** One that is longer than this, for a huge resource fork, never waits. */
  private static final int MAX_SIZE = 8 << 20;

  private static final int MAX_WAITING = 24 << 20;

  private final EntryVisitor visitor;
  private final SeenPaths seen = new SeenPaths();
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private long held;

  AppleDoubles(EntryVisitor visitor) {
    this.visitor = visitor;
  }

  private record Waiting(PayloadEntry entry, byte[] bytes, PayloadExtras extras) {}

  /** Says whether a file has a name that metadata has. */
  static boolean concerns(PayloadEntry entry) {
    int name = entry.path().lastIndexOf('/') + 1;
    return entry.type() == PayloadEntry.Type.FILE
        && entry.path().startsWith("._", name)
        && entry.path().length() > name + 2;
  }

  /** Takes note of an entry, and adds to it what has waited for it. */
  PayloadEntry owner(PayloadEntry entry) {
    seen.add(entry.path());
    Waiting found = waiting.isEmpty() ? null : waiting.remove(entry.path());
    if (found == null) {
      return entry;
    }
    held -= found.bytes().length;
    return entry.with(found.extras());
  }

  /** Takes a file of such a name. */
  void add(PayloadEntry entry, InputStream content) throws IOException {
    PushbackInputStream in = new PushbackInputStream(content, AppleDouble.magicLength());
    byte[] start = in.readNBytes(AppleDouble.magicLength());
    in.unread(start);
    if (!AppleDouble.isMagic(start) || entry.size() > MAX_SIZE) {
      boolean metadata = AppleDouble.isMagic(start) && seen.contains(entry.owner());
      visit(metadata ? entry.asAppleDouble(PayloadExtras.NONE) : entry, in);
      return;
    }
    byte[] bytes = in.readAllBytes();
    Optional<PayloadExtras> extras = AppleDouble.read(bytes);
    if (extras.isEmpty()) {
      visit(entry, new ByteArrayInputStream(bytes));
    } else if (seen.contains(entry.owner())) {
      visit(entry.asAppleDouble(extras.get()), new ByteArrayInputStream(bytes));
    } else {
      hold(new Waiting(entry, bytes, extras.get()));
    }
  }

  private void hold(Waiting one) throws IOException {
    held += one.bytes().length;
    if (held > MAX_WAITING) {
      throw new LimitExceededException(
          "payload", -1, "AppleDouble data that comes before its files", MAX_WAITING);
    }
    Waiting older = waiting.put(one.entry().owner(), one);
    if (older != null) {
      held -= older.bytes().length;
      visit(older.entry(), new ByteArrayInputStream(older.bytes()));
    }
  }

  private void visit(PayloadEntry entry, InputStream content) throws IOException {
    seen.add(entry.path());
    visitor.visit(entry, content);
  }

  /** Visits what nobody was the owner of: files like others. */
  void finish() throws IOException {
    for (Waiting one : waiting.values()) {
      visit(one.entry(), new ByteArrayInputStream(one.bytes()));
    }
    waiting.clear();
  }
}
