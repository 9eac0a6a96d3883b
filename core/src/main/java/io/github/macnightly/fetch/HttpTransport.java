package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP and HTTPS: what is asked for, what an answer means, where a redirect may lead. */
final class HttpTransport implements Transport {

  private static final int MAX_REDIRECTS = 10;
  private static final String RANGE = "bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)";

  private final HttpSender sender;

  HttpTransport(HttpSender sender) {
    this.sender = sender;
  }

  @Override
  public Answer open(URI uri, Resume from) throws IOException {
    URI at = uri;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      HttpReply reply = send(uri, at, from);
      if (!isRedirect(reply.status())) {
        return answer(uri, reply, from);
      }
      reply.discard();
      at = next(uri, at, reply.header("Location"));
    }
    throw new FetchException(
        Kind.PROTOCOL,
        uri,
        "more than " + MAX_REDIRECTS + " redirects, the last to " + Uris.shown(at));
  }

  private HttpReply send(URI uri, URI at, Resume from) throws IOException {
    try {
      return sender.get(Uris.withoutUserInfo(at), headers(uri, at, from));
    } catch (IllegalArgumentException e) {
      throw new FetchException(
          Kind.PROTOCOL, uri, "is no address of a file (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw Failures.connecting(uri, e);
    }
  }

  /** Accept-Encoding is named because leaving it out allows the server any encoding. */
  private static Map<String, String> headers(URI uri, URI at, Resume from) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "macnightly");
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "identity");
    String credentials =
        at.getRawUserInfo() == null && sameServer(uri, at) ? Uris.userInfo(uri) : Uris.userInfo(at);
    if (credentials != null) {
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    if (from.offset() > 0) {
      headers.put("Range", "bytes=" + from.offset() + "-");
      if (!from.version().isEmpty()) {
        headers.put("If-Range", from.version());
      }
    }
    return headers;
  }

  private static boolean sameServer(URI a, URI b) {
    return Uris.scheme(a).equals(Uris.scheme(b))
        && a.getPort() == b.getPort()
        && a.getHost() != null
        && a.getHost().equalsIgnoreCase(b.getHost());
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Returns where a redirect leads; https never leads to http, and nothing out of the two. */
  static URI next(URI uri, URI at, String location) throws FetchException {
    try {
      if (location.isEmpty()) {
        throw new FetchException(Kind.PROTOCOL, uri, "the server redirects to nowhere");
      }
      URI to = Uris.resolve(at, location);
      boolean safe = Uris.scheme(to).equals("https");
      if (!safe && !(Uris.scheme(to).equals("http") && Uris.scheme(at).equals("http"))) {
        throw new FetchException(
            Kind.PROTOCOL,
            uri,
            "the server redirects to " + Uris.shown(to) + ", which is not followed");
      }
      return to;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new FetchException(Kind.PROTOCOL, uri, "the server redirects to " + location, e);
    }
  }

  private static Answer answer(URI uri, HttpReply reply, Resume from) throws IOException {
    if (reply.status() == 200 || reply.status() == 206) {
      refuseEncoding(uri, reply);
      return reply.status() == 200 ? whole(uri, reply) : part(uri, reply, from);
    }
    reply.discard();
    if (reply.status() == 416 && from.offset() > 0) {
      throw new StaleRangeException("the server has nothing after byte " + from.offset());
    }
    throw refusal(uri, reply);
  }

  /** An encoding nobody asked for is taken only where servers are known to mean the file itself. */
  private static void refuseEncoding(URI uri, HttpReply reply) throws IOException {
    String encoding = reply.header("Content-Encoding");
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return;
    }
    if (!String.valueOf(uri.getPath()).matches("(?is).*\\.(t?gz|bz2|xz|z)")) {
      reply.discard();
      throw new FetchException(
          Kind.PROTOCOL,
          uri,
          "the server sends it as " + encoding + " unasked; switch that off there");
    }
  }

  private static Answer whole(URI uri, HttpReply reply) {
    RemoteStream body = new RemoteStream(reply.body(), uri);
    return new Answer(body, 0, reply.size("Content-Length"), version(reply));
  }

  private static Answer part(URI uri, HttpReply reply, Resume from) throws IOException {
    Matcher range = Pattern.compile(RANGE).matcher(reply.header("Content-Range"));
    long total = -1;
    boolean right = range.matches() && Long.parseLong(range.group(1)) == from.offset();
    if (right && !range.group(3).equals("*")) {
      total = Long.parseLong(range.group(3));
      right = Long.parseLong(range.group(2)) == total - 1;
    }
    String version = version(reply);
    boolean same = version.isEmpty() || from.version().isEmpty() || version.equals(from.version());
    if (!right || !same) {
      reply.discard();
      throw new StaleRangeException(
          "the server answers with \""
              + reply.header("Content-Range")
              + "\" of "
              + (same ? "it" : "another version"));
    }
    return new Answer(new RemoteStream(reply.body(), uri), from.offset(), total, version);
  }

  /** A weak ETag may stay the same while bytes change, so it does not serve. */
  private static String version(HttpReply reply) {
    String tag = reply.header("ETag");
    return tag.startsWith("\"") && tag.endsWith("\"") ? tag : reply.header("Last-Modified");
  }

  private static FetchException refusal(URI uri, HttpReply reply) {
    int status = reply.status();
    if (status == 404 || status == 410) {
      return new FetchException(
          Kind.NOT_FOUND, uri, "the server has no such file (status " + status + ")");
    }
    if (status == 401 || status == 403 || status == 407) {
      return new FetchException(
          Kind.DENIED,
          uri,
          "the server refuses it (status " + status + "); check user, password and rights");
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      String what = "the server cannot answer now (status " + status + "); try again later";
      return new FetchException(Kind.UNAVAILABLE, uri, what).retryAfter(RetryAfter.read(reply));
    }
    return new FetchException(
        Kind.PROTOCOL, uri, "the server answers with status " + status + ", wanted 200");
  }
}
