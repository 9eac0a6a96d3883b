package io.github.macnightly.cli;

import io.github.macnightly.cli.console.Launch;
import io.github.macnightly.cli.console.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs several commands in one virtual machine and drops what they say. The class archive is made
 * from one run of the machine, and should hold the classes of all commands.
 */
final class Training {

  private Training() {}

  /**
   * Reads command lines, a line each, its words separated by tabs, the command's name first.
   *
   * @param args a folder whose {@code served} folder holds an index and packages, which are served
   *     by HTTP; the address goes to {@code http.conf} beside it, a configuration
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ServerSocket server =
        new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Files.writeString(
        folder.resolve("http.conf"),
        "UPDATEMASTER: http://127.0.0.1:" + server.getLocalPort() + "\nUPDATEVERSION: 1\n");
    serve(server, folder.resolve("served"));
    Interruption.watch(Thread.currentThread()).over();
    HeadStart.of("pkgupdate");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      run(Arrays.asList(line.split("\t")));
    }
  }

  private static void run(List<String> words) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    World world = new World(InputStream.nullInputStream(), nowhere, nowhere, Map.of());
    String[] rest = words.subList(1, words.size()).toArray(String[]::new);
    Main.run(world, new Launch(words.get(0), "", ""), rest);
  }

  private static void serve(ServerSocket server, Path files) {
    Thread thread = new Thread(() -> answerAll(server, files), "server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends with the virtual machine; a command that gets no answer is trained less, no more. */
  private static void answerAll(ServerSocket server, Path files) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        answer(client, files);
      } catch (IOException e) {
        continue;
      }
    }
  }

  /** Whatever is asked for by GET, the file of its last name is the answer. */
  private static void answer(Socket client, Path files) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String path = request.readLine().split(" ")[1];
    while (!request.readLine().isEmpty()) {
      continue; // The headers say nothing that matters here.
    }
    byte[] content = Files.readAllBytes(files.resolve(path.substring(path.lastIndexOf('/') + 1)));
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().write(content);
  }
}
