package io.github.macnightly.pkg;

import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A member of a xar archive as the stored bytes of a payload.
 *
 * @param file the whole archive
 */
record StoredMember(XarArchive archive, Source file, XarEntry member) implements Payload.Stored {

  private static final int HEADER_SIZE = 4;
  private static final int TABLE_LENGTH = 8;
  private static final int HEADER = 16;

  @Override
  public InputStream open() throws IOException {
    return archive.open(member);
  }

  /** Only what the archive has not packed itself. */
  @Override
  public Optional<Source> inAnyOrder() throws IOException {
    if (!member.encoding().endsWith("octet-stream") || member.length() != member.size()) {
      return Optional.empty();
    }
    ByteBuffer header = file.read(0, HEADER);
    long heap = (header.getShort(HEADER_SIZE) & 0xffff) + header.getLong(TABLE_LENGTH);
    return Optional.of(file.slice(heap + member.offset(), member.length()));
  }
}
