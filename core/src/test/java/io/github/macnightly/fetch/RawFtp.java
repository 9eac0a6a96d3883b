package io.github.macnightly.fetch;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An FTP server on loopback with one file, whose reply to any command a test may replace. The reply
 * {@code HANG} is silence; the one to "END" is what follows the data.
 */
final class RawFtp implements Closeable {

  private final ServerSocket control;
  private final byte[] body;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile int torn = -1;

  RawFtp(byte[] body) throws IOException {
    this.body = body;
    this.control = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    replies.putAll(
        Map.of(
            "HELLO",
            "220 ready",
            "USER",
            "331 password",
            "PASS",
            "230 in",
            "TYPE",
            "200 binary",
            "SIZE",
            "213 " + body.length,
            "MDTM",
            "213 20261120100000",
            "END",
            "226 done"));
    daemon(this::accept);
  }

  RawFtp reply(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /** Lets the next transfer end after so many bytes, as a broken connection does. */
  RawFtp tearAfter(int bytes) {
    torn = bytes;
    return this;
  }

  URI uri(String path) {
    return URI.create("ftp://127.0.0.1:" + control.getLocalPort() + "/" + path);
  }

  List<String> commands() {
    return commands;
  }

  private static void daemon(Runnable job) {
    Thread thread = new Thread(job);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket session = control.accept();
        daemon(() -> serve(session));
      }
    } catch (IOException e) {
      // The test is over.
      return;
    }
  }

  private void serve(Socket session) {
    try (session;
        ServerSocket data = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      OutputStream out = session.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(session.getInputStream(), StandardCharsets.UTF_8));
      say(out, replies.get("HELLO"));
      int offset = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        String verb = line.replaceFirst(" .*", "");
        String reply = replies.getOrDefault(verb, usual(verb, data));
        if (verb.equals("REST") && reply.startsWith("350")) {
          offset = Integer.parseInt(line.substring(5));
        }
        say(out, reply);
        if (verb.equals("RETR") && reply.startsWith("150")) {
          send(data, offset);
          say(out, replies.get("END"));
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, as it may.
      return;
    }
  }

  private String usual(String verb, ServerSocket data) {
    int port = data.getLocalPort();
    switch (verb) {
      case "EPSV":
        return "229 passive (|||" + port + "|)";
      case "PASV":
        return "227 passive (127,0,0,1," + port / 256 + "," + port % 256 + ")";
      case "REST":
        return "350 restarting";
      case "RETR":
        return "150 here it comes";
      default:
        return "500 unknown";
    }
  }

  private void send(ServerSocket data, int offset) throws IOException {
    int until = torn < 0 ? body.length : torn;
    torn = -1;
    try (Socket to = data.accept()) {
      to.getOutputStream().write(body, offset, until - offset);
    }
  }

  private static void say(OutputStream out, String reply) throws IOException, InterruptedException {
    if (reply.equals("HANG")) {
      Thread.sleep(20_000);
    }
    out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    control.close();
  }
}
