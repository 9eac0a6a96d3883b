package io.github.macnightly.pkg;

import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A member of a xar archive as the stored bytes of a payload. */
record StoredMember(XarArchive archive, XarEntry member) implements Payload.Stored {

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
    return Optional.of(archive.stored(member));
  }
}
