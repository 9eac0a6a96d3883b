package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses a table of contents that unpacks to more or fewer bytes than its header states. */
final class ExactLength extends FilterInputStream {

  private final long wanted;
  private long position;

  ExactLength(InputStream in, long wanted) {
    super(in);
    this.wanted = wanted;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    position += Math.max(0, count);
    if (position > wanted || (count < 0 && position != wanted)) {
      String got = position > wanted ? "more" : "only " + position;
      throw new CorruptException(
          "xar", 16, "table of contents unpacks to " + got + ", header states " + wanted);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does nothing: the XML parser closes its stream early, before the length has been compared. */
  @Override
  public void close() {}
}
