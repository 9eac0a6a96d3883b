package io.github.macnightly.fetch;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server on loopback that says exactly what a test wants, request by request. */
final class RawServer implements Closeable {

  /** What to do with one request; the connection is closed afterwards. */
  interface Reply {
    void to(String head, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Reply> replies;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /** The n-th request gets the n-th reply, and every later one the last. */
  RawServer(Reply... replies) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.replies = List.of(replies);
    daemon(this::accept);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  /** The heads of all requests so far. */
  List<String> heads() {
    return heads;
  }

  String head(int request) {
    return heads.get(request);
  }

  private static void daemon(Runnable job) {
    Thread thread = new Thread(job);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        daemon(() -> serve(connection));
      }
    } catch (IOException e) {
      // The test is over.
      return;
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      String head = readHead(connection.getInputStream());
      Reply reply;
      synchronized (heads) {
        reply = replies.get(Math.min(heads.size(), replies.size() - 1));
        heads.add(head);
      }
      reply.to(head, connection.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // The client went away, as it may.
      return;
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no request");
      }
      head.write(c);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  static Reply text(String answer) {
    return (head, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Reply status(int status, String... headers) {
    return text("HTTP/1.1 " + status + " X\r\n" + lines(headers) + "Content-Length: 0\r\n\r\n");
  }

  static Reply body(byte[] body, String... headers) {
    return part(body, body.length, headers);
  }

  /** Promises the whole body and closes after {@code sent} bytes of it. */
  static Reply part(byte[] body, int sent, String... headers) {
    return (head, out) -> {
      out.write(head(200, body.length, headers));
      out.write(body, 0, sent);
    };
  }

  /** Promises the whole body, sends some of it, and is silent then. */
  static Reply stuck(byte[] body, int sent) {
    return (head, out) -> {
      part(body, sent).to(head, out);
      out.flush();
      Thread.sleep(20_000);
    };
  }

  /** Serves ranges as a good server does: If-Range with another version gets the whole. */
  static Reply ranges(byte[] body, String version) {
    return (head, out) -> {
      Matcher range = Pattern.compile("(?i)\r\nRange: bytes=(\\d+)-\r\n").matcher(head);
      Matcher condition = Pattern.compile("(?i)\r\nIf-Range: (.*)\r\n").matcher(head);
      String tag = "ETag: " + version;
      if (!range.find() || (condition.find() && !condition.group(1).equals(version))) {
        body(body, tag).to(head, out);
        return;
      }
      int from = Integer.parseInt(range.group(1));
      String place = "Content-Range: bytes " + from + "-" + (body.length - 1) + "/" + body.length;
      out.write(head(206, body.length - from, tag, place));
      out.write(body, from, body.length - from);
    };
  }

  static byte[] head(int status, long length, String... headers) {
    String text = "HTTP/1.1 " + status + " X\r\n" + lines(headers) + "Content-Length: " + length;
    return (text + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
