package io.github.macnightly.nightly;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.io.Log;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * The log file, which also passes on what it hears. At 1 MB it becomes {@code NAME.1}, that one
 * {@code NAME.2} and so on; of five old ones the last is replaced. A log that cannot be written
 * stops nothing.
 */
final class RunLog implements Log, Closeable {

  private static final long LIMIT = 1_000_000;
  private static final int OLD = 5;

  private final Path file;
  private final Clock clock;
  private final Log audience;
  private OutputStream out;
  private long size;
  private boolean broken;

  private RunLog(Path file, Clock clock, Log audience) {
    this.file = file;
    this.clock = clock;
    this.audience = audience;
  }

  /** Opens the log for appending, creating it and its directory. */
  static RunLog open(Path file, Clock clock, Log audience) {
    RunLog log = new RunLog(file, clock, audience);
    try {
      DurableFiles.createDirectories(file.toAbsolutePath().getParent());
      log.size = Files.isRegularFile(file) ? Files.size(file) : 0;
      log.append();
    } catch (IOException e) {
      log.giveUp(e);
    }
    return log;
  }

  private void append() throws IOException {
    if (size >= LIMIT) {
      rotate();
    }
    if (out == null) {
      out = new FileOutputStream(file.toFile(), true);
    }
  }

  private void rotate() throws IOException {
    close();
    for (int i = OLD - 1; i >= 1; i--) {
      if (Files.isRegularFile(old(i))) {
        DurableFiles.rename(old(i), old(i + 1));
      }
    }
    DurableFiles.rename(file, old(1));
    size = 0;
  }

  private Path old(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private void giveUp(IOException cause) {
    broken = true;
    audience.note("the log cannot be written: " + file + ": " + Failure.of(cause));
  }

  @Override
  public void note(String line) {
    write(line);
    audience.note(line);
  }

  @Override
  public void detail(String line) {
    write(line);
    audience.detail(line);
  }

  /** Returns a hearer of complaints that writes them down and passes them on. */
  Consumer<String> and(Consumer<String> complaints) {
    return line -> {
      write(line);
      complaints.accept(line);
    };
  }

  /** Writes lines to the file alone. */
  synchronized void write(String text) {
    text.lines().forEach(this::writeLine);
  }

  private void writeLine(String line) {
    if (broken) {
      return;
    }
    // What a script prints must not look like a line of ours, or move the cursor of who reads it.
    String plain = line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
    byte[] bytes =
        (clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + plain + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      append();
      out.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
