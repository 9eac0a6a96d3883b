package io.github.macnightly.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What {@link URI} does not do by itself. */
final class Uris {

  private Uris() {}

  /** Returns the URI as a message may show it: without password. */
  static String shown(URI uri) {
    String info = uri.getRawUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    String text = uri.toString();
    return colon < 0 ? text : text.replace(info + "@", info.substring(0, colon) + ":***@");
  }

  static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Returns {@code user} or {@code user:password} decoded, or null. */
  static String userInfo(URI uri) {
    return uri.getRawUserInfo() == null ? null : decode(uri.getRawUserInfo());
  }

  /** Returns the URI without user and password, which go into a header instead. */
  static URI withoutUserInfo(URI uri) {
    String info = uri.getRawUserInfo();
    return info == null ? uri : URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
  }

  /** Undoes percent-encoding; a plus sign stands for itself, as it does in paths. */
  static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns a URI for what a Location header holds, which may have blanks or non-ASCII in it. */
  static URI resolve(URI base, String location) throws URISyntaxException {
    int host = location.indexOf("//");
    int path = host < 0 ? 0 : location.indexOf('/', host + 2);
    StringBuilder tidy = new StringBuilder(path < 0 ? location : location.substring(0, path));
    for (byte b : location.substring(tidy.length()).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && b < 127 && "\"<>\\^`{|}[]".indexOf(b) < 0;
      tidy.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return base.resolve(new URI(tidy.toString()));
  }
}
