package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/**
 * FTP: passive, EPSV first and PASV where that is unknown, binary, one connection per file. The
 * path of a URI is relative to where the login leads; {@code ftp://host/%2Fpath} is absolute.
 */
final class FtpTransport implements Transport {

  private static final int FILE_UNAVAILABLE = 550;

  private final FetchOptions options;
  private final Log log;

  FtpTransport(FetchOptions options, Log log) {
    this.options = options;
    this.log = log;
  }

  @Override
  public Answer open(URI uri, Resume from) throws IOException {
    String path = path(uri);
    FTPClient ftp = client();
    try {
      connect(ftp, uri);
      return retrieve(ftp, uri, path, from);
    } catch (StaleRangeException | FetchException e) {
      FtpBody.disconnect(ftp);
      throw e;
    } catch (IOException e) {
      FtpBody.disconnect(ftp);
      throw Failures.connecting(uri, e);
    }
  }

  private FTPClient client() {
    FTPClient ftp = new FTPClient();
    int idle = Math.toIntExact(options.idle().toMillis());
    ftp.setConnectTimeout(Math.toIntExact(options.connect().toMillis()));
    ftp.setDefaultTimeout(idle);
    ftp.setDataTimeout(Duration.ofMillis(idle));
    ftp.setControlEncoding("UTF-8");
    ftp.setUseEPSVwithIPv4(true);
    ftp.setSocketFactory(new BoundedControlFactory());
    return ftp;
  }

  private static void connect(FTPClient ftp, URI uri) throws IOException {
    if (uri.getHost() == null) {
      throw new FetchException(Kind.PROTOCOL, uri, "names no host; wanted ftp://HOST/PATH");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    ftp.connect(host, uri.getPort() < 0 ? FTP.DEFAULT_PORT : uri.getPort());
    if (!FTPReply.isPositiveCompletion(ftp.getReplyCode())) {
      throw refusal(ftp, uri, "the server takes no connection");
    }
    String info = Uris.userInfo(uri);
    String user = info == null ? "anonymous" : info.replaceFirst("(?s):.*", "");
    String password = info == null ? "macnightly@" : info.replaceFirst("(?s)[^:]*:?", "");
    refuseControlCharacters(uri, user + password);
    if (!ftp.login(user, password)) {
      throw new FetchException(
          FTPReply.isNegativeTransient(ftp.getReplyCode()) ? Kind.UNAVAILABLE : Kind.DENIED,
          uri,
          "the server refuses the login of " + user + " (" + ftp.getReplyString().strip() + ")");
    }
    ftp.enterLocalPassiveMode();
    if (!ftp.setFileType(FTP.BINARY_FILE_TYPE)) {
      throw refusal(ftp, uri, "the server knows no binary transfer");
    }
  }

  private Answer retrieve(FTPClient ftp, URI uri, String path, Resume from) throws IOException {
    long size = number(ftp.getSize(path));
    String date = ftp.getModificationTime(path);
    String version = date == null ? "" : size + "/" + date.strip();
    if (from.offset() > 0) {
      if (size < from.offset() || !version.equals(from.version())) {
        throw new StaleRangeException("the file has changed");
      }
      ftp.setRestartOffset(from.offset());
    }
    InputStream data = ftp.retrieveFileStream(path);
    if (data == null && from.offset() > 0 && ftp.getReplyCode() != FILE_UNAVAILABLE) {
      throw new StaleRangeException("no restart: " + ftp.getReplyString().strip());
    }
    if (data == null) {
      throw refusal(ftp, uri, "the server does not send it");
    }
    long rest = size < 0 ? -1 : size - from.offset();
    InputStream body = new RemoteStream(new FtpBody(ftp, data, rest, log), uri);
    return new Answer(body, from.offset(), size, version);
  }

  private static FetchException refusal(FTPClient ftp, URI uri, String what) {
    int code = ftp.getReplyCode();
    String reply = ftp.getReplyString() == null ? "" : ftp.getReplyString().strip();
    String message = what + " (" + reply + ")";
    if (FTPReply.isNegativeTransient(code)) {
      return new FetchException(Kind.UNAVAILABLE, uri, message + "; try again later");
    }
    if (code == FILE_UNAVAILABLE) {
      boolean denied = reply.toLowerCase(Locale.ROOT).contains("denied");
      return new FetchException(denied ? Kind.DENIED : Kind.NOT_FOUND, uri, message);
    }
    boolean login =
        code == FTPReply.NOT_LOGGED_IN || code == FTPReply.NEED_ACCOUNT_FOR_STORING_FILES;
    return new FetchException(login ? Kind.DENIED : Kind.PROTOCOL, uri, message);
  }

  private static String path(URI uri) throws FetchException {
    try {
      String raw = uri.getRawPath() == null ? "" : uri.getRawPath();
      String path = Uris.decode(raw.startsWith("/") ? raw.substring(1) : raw);
      if (path.isEmpty() || path.endsWith("/")) {
        throw new FetchException(Kind.PROTOCOL, uri, "names no file");
      }
      refuseControlCharacters(uri, path);
      return path;
    } catch (IllegalArgumentException e) {
      throw new FetchException(Kind.PROTOCOL, uri, "is badly encoded", e);
    }
  }

  /** A line break in a path or password would begin a command of its own. */
  private static void refuseControlCharacters(URI uri, String text) throws FetchException {
    if (text.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new FetchException(
          Kind.PROTOCOL, uri, "holds control characters, which ftp cannot carry; rename the file");
    }
  }

  private static long number(String text) {
    return text != null && text.strip().matches("[0-9]{1,18}") ? Long.parseLong(text.strip()) : -1;
  }
}
