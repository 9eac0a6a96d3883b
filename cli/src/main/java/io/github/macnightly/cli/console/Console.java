package io.github.macnightly.cli.console;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command's results and notes go. Results are kept back until {@link #finish} or until
 * there are many, so that a command which prints thousands of lines makes few system calls; a note
 * makes them go first, so that on a terminal the order is right.
 */
public final class Console implements Log {

  private final Outlet out;
  private final Outlet errors;
  private final Map<String, String> environment;
  private final String terminal;
  private volatile String name;
  private volatile String subject = "";
  private volatile boolean json;
  private volatile boolean quiet;
  private volatile int verbosity;

  /** A console on the streams of {@code world}. */
  public Console(World world, Launch launch) {
    out = new Outlet(world.output());
    errors = new Outlet(world.errors());
    environment = world.environment();
    terminal = launch.terminal();
    name = launch.name();
  }

  /** Takes over what the options say about output. */
  public void configure(OutputOptions options) {
    json = options.json();
    quiet = options.quiet();
    verbosity = options.verbosity();
  }

  /** Sets whether results and a failure are JSON. */
  public void json(boolean wanted) {
    json = wanted;
  }

  /** Sets the name under which a failure is told, such as {@code macnightly update}. */
  public void name(String command) {
    name = command;
  }

  /**
   * Sets what is being worked on, such as the file of a list of files: a failure names it. Empty
   * for nothing in particular.
   */
  public void subject(String what) {
    subject = what;
  }

  /** Returns whether results are wanted as JSON: then exactly one {@link #document} is printed. */
  public boolean json() {
    return json;
  }

  /** Returns whether more was asked for than is usually said. */
  public boolean verbose() {
    return verbosity > 0;
  }

  /** Returns whether somebody watches standard error, so that progress may be drawn there. */
  public boolean watched() {
    return terminal.contains("e") && !quiet && !dumb();
  }

  /** Returns whether text on standard output may be coloured. */
  public Ansi ansi() {
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || dumb();
    return terminal.contains("o") && !plain ? Ansi.ON : Ansi.OFF;
  }

  private boolean dumb() {
    return "dumb".equals(environment.get("TERM"));
  }

  /** Prints a result of several lines as it is, such as a help text. */
  public void text(String text) {
    out.print(text);
  }

  /**
   * Prints a result of several lines that comes from elsewhere, such as the licence of an image.
   */
  public void passage(String foreign) {
    foreign.lines().forEach(line -> text(Printable.of(line.replace("\t", "    ")) + "\n"));
  }

  /**
   * Writes part of a result that is no text, such as a file.
   *
   * @return false when it is of no use to go on, because the reader left or the disk is full;
   *     {@link #finish} tells which
   */
  public boolean bytes(byte[] bytes, int length) {
    return out.bytes(bytes, length);
  }

  /** Prints one line of results, its columns separated by tabs. */
  public void row(Object... columns) {
    StringBuilder line = new StringBuilder();
    for (Object column : columns) {
      line.append(line.isEmpty() ? "" : "\t").append(cell(column));
    }
    out.print(line.append('\n').toString());
  }

  private static String cell(Object column) {
    return column instanceof Instant time
        ? Printable.of(time)
        : Printable.of(String.valueOf(column));
  }

  /**
   * Prints the one JSON document that a command's results are.
   *
   * @param value maps, lists, records and plain values, nested as needed
   */
  public void document(Object value) {
    out.print(Json.pretty(value) + "\n");
  }

  @Override
  public void note(String line) {
    if (!quiet) {
      tell(line);
    }
  }

  @Override
  public void detail(String line) {
    if (verbosity > 0) {
      tell(line);
    }
  }

  /** Says that something is wrong which does not end the command; quiet ones say it, too. */
  public void complain(String line) {
    tell(line);
  }

  /** Returns a log whose notes are complaints: quiet ones say them, too. */
  public Log complaints() {
    return new Log() {
      @Override
      public void note(String line) {
        complain(line);
      }

      @Override
      public void detail(String line) {
        Console.this.detail(line);
      }
    };
  }

  private void tell(String line) {
    out.flush();
    errors.print(Printable.of(line) + "\n");
    errors.flush();
  }

  /** Tells a failure, in one line or one JSON object, and returns its status. */
  public ExitStatus failure(Failures failure, Throwable cause) {
    String line = failure.about(subject);
    if (json) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("status", failure.status().code());
      error.put("message", line);
      tell(Json.compact(Map.of("error", error)));
    } else {
      tell(name + ": " + line);
    }
    if (verbosity > 1) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      errors.print(trace.toString());
      errors.flush();
    }
    return failure.status();
  }

  /**
   * Sends out what is kept back, and says so when results were lost.
   *
   * @return {@code status}, unless results could not be written: that goes before all but the end
   *     by a signal, because whoever reads the results must not take a part of them for all
   */
  public ExitStatus finish(ExitStatus status) {
    out.flush();
    IOException loss = out.loss();
    if (loss == null) {
      return status;
    }
    subject = "standard output";
    ExitStatus lost = failure(Failures.of(loss), new UncheckedIOException(loss));
    return status.isSignal() ? status : lost;
  }
}
