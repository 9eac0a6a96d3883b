package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of this machine, mounted volumes included. They are always read from the start. */
final class FileTransport implements Transport {

  @Override
  public Answer open(URI uri, Resume from) throws IOException {
    Path file = path(uri);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new FetchException(Kind.PROTOCOL, uri, "is no file; name a file");
      }
      InputStream in = Files.newInputStream(file);
      return new Answer(new RemoteStream(in, uri), 0, Files.size(file), "");
    } catch (NoSuchFileException e) {
      throw new FetchException(Kind.NOT_FOUND, uri, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new FetchException(Kind.DENIED, uri, "this user may not read it", e);
    }
  }

  private static Path path(URI uri) throws FetchException {
    String host = uri.getHost();
    if (host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
      throw new FetchException(
          Kind.PROTOCOL, uri, "names the host " + host + "; write file:///path for a file here");
    }
    try {
      return Path.of(Uris.decode(uri.getRawPath()));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new FetchException(Kind.PROTOCOL, uri, "is no path; wanted file:///path", e);
    }
  }
}
