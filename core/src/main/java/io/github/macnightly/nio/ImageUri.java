package io.github.macnightly.nio;

import java.net.URI;
import java.nio.file.Path;

/**
 * The two halves of {@code dmg:file:///path/Tea.dmg!/path/inside}, of which {@code
 * dmg:/path/Tea.dmg!/path/inside} is the short form.
 */
final class ImageUri {

  private static final String INSIDE = "!/";

  private ImageUri() {}

  /** Returns the file of the image, absolute and normalised. */
  static Path file(URI uri) {
    String whole = uri.getRawSchemeSpecificPart();
    int end = whole.indexOf(INSIDE);
    String first = end < 0 ? whole : whole.substring(0, end);
    Path file = Path.of(URI.create(first.startsWith("/") ? "file:" + first : first));
    return file.toAbsolutePath().normalize();
  }

  /** Returns the path inside, the root when there is none. */
  static String path(URI uri) {
    String whole = uri.getSchemeSpecificPart();
    int end = whole.indexOf(INSIDE);
    return end < 0 ? "/" : whole.substring(end + 1);
  }

  /** Joins the halves. */
  static URI of(Path file, String inside) {
    String path = URI.create("file:///").resolve(encoded(inside)).getRawPath();
    return URI.create("dmg:" + file.toUri() + "!" + path);
  }

  private static URI encoded(String path) {
    try {
      return new URI("file", null, path, null);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException("'" + path + "' cannot be a URI: " + e.getReason(), e);
    }
  }
}
