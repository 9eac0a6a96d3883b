package io.github.macnightly.sync;

import io.github.macnightly.fixtures.Programs;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real rsync daemon on a free port of the loopback interface, with one module. */
public final class RsyncDaemon implements AutoCloseable {

  private final Process process;
  private final int port;

  private RsyncDaemon(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Serves a directory as a module until it is closed. */
  public static RsyncDaemon serve(String module, Path directory, Path work)
      throws IOException, InterruptedException {
    Path program =
        Programs.find("rsync").orElseThrow(() -> new IOException("rsync is missing: install it"));
    int port = freePort();
    Path file = Files.createTempFile(work, "rsyncd", ".conf");
    Files.writeString(file, configuration(module, directory, work));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--daemon",
                "--no-detach",
                "--address=127.0.0.1",
                "--port=" + port,
                "--config=" + file)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("rsyncd.out").toFile())
            .start();
    RsyncDaemon daemon = new RsyncDaemon(process, port);
    daemon.awaitPort();
    return daemon;
  }

  private static String configuration(String module, Path directory, Path work) throws IOException {
    boolean root = Files.getAttribute(work, "unix:uid").equals(0);
    return "use chroot = no\nlog file = %s/rsyncd.log\n%s[%s]\npath = %s\nread only = yes\n"
        .formatted(work, root ? "uid = 0\ngid = 0\n" : "", module, directory);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws IOException, InterruptedException {
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
    close();
    throw new IOException("the rsync daemon did not start");
  }

  /** The address of the module, ending in a slash. */
  public String address(String module) {
    return "rsync://127.0.0.1:" + port + "/" + module + "/";
  }

  @Override
  public void close() {
    process.destroy();
    if (!ended()) {
      process.destroyForcibly();
      ended();
    }
  }

  private boolean ended() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
