package io.github.macnightly.cli.console;

import io.github.macnightly.config.ConfigurationException;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.files.LockHeldException;
import io.github.macnightly.install.ScriptFailedException;
import io.github.macnightly.io.FormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a failure comes to: its status, and one line that says what happened and what to do. The
 * only place that turns exceptions into either.
 *
 * @param status the exit status
 * @param line the line, without the program's name in front
 */
public record Failures(ExitStatus status, String line) {

  /** Returns what {@code cause} comes to. */
  public static Failures of(Throwable cause) {
    Throwable t = inner(cause);
    if (t instanceof ParameterException e) {
      return usage(e);
    }
    if (t instanceof InterruptedException || t instanceof ClosedByInterruptException) {
      return new Failures(ExitStatus.INTERRUPTED, "interrupted: run it again to finish");
    }
    if (t.getClass() == InterruptedIOException.class) {
      return new Failures(ExitStatus.INTERRUPTED, "interrupted: " + t.getMessage());
    }
    if (t instanceof IOException e) {
      return io(e);
    }
    if (t instanceof OutOfMemoryError) {
      return new Failures(ExitStatus.INTERNAL, "out of memory: " + t.getMessage() + "; " + ADVICE);
    }
    return new Failures(ExitStatus.INTERNAL, "internal error: " + t + "; " + ADVICE);
  }

  private static final Pattern EXCLUSIVE =
      Pattern.compile("^(?:Error: )?(.*) are mutually exclusive.*$", Pattern.DOTALL);
  private static final Pattern ALTERNATIVES = Pattern.compile("expected only one match but got");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final String READ_ONLY = "Read-only file system";
  private static final String FULL = "No space left on device";
  private static final String MAKE_ROOM = "the disk is full: make room and run it again";
  private static final String ASK =
      ": give it with --passphrase-file, --passphrase-env or --passphrase-stdin";
  private static final String ADVICE = "run it again with -vv and report what it prints";

  /** Returns the line, led by what was being worked on unless the line names it already. */
  String about(String subject) {
    return subject.isEmpty() || line.contains(subject) ? line : subject + ": " + line;
  }

  private static Throwable inner(Throwable cause) {
    Throwable t = cause;
    while (t.getCause() != null && wraps(t)) {
      t = t.getCause();
    }
    return t;
  }

  private static boolean wraps(Throwable t) {
    return t instanceof UncheckedIOException
        || t instanceof ExecutionException
        || t instanceof CompletionException;
  }

  private static Failures usage(ParameterException e) {
    String line = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched) {
      line = unmatched(unmatched);
    } else if (e instanceof MutuallyExclusiveArgsException) {
      line = EXCLUSIVE.matcher(line).replaceFirst("only one of $1 can be given");
    } else if (ALTERNATIVES.matcher(line).find()) {
      line = "only one of " + String.join(", ", options(line)) + " can be given";
    }
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    return new Failures(ExitStatus.USAGE, line + "; try '" + name + " --help'");
  }

  /** Returns the options that the message lists, each once. */
  private static Set<String> options(String line) {
    Set<String> options = new TreeSet<>();
    OPTION.matcher(line).results().forEach(found -> options.add(found.group()));
    return options;
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
    String what = e.isUnknownOption() ? "unknown option" : "unknown argument";
    List<String> near = e.getSuggestions();
    String hint = near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
    return what + " '" + word + "'" + hint;
  }

  private static Failures io(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof FormatException || e instanceof ScriptFailedException) {
      return new Failures(ExitStatus.DAMAGED, message);
    }
    if (e instanceof PassphraseException locked) {
      return new Failures(ExitStatus.NO_PERMISSION, locked.missing() ? message + ASK : message);
    }
    if (e instanceof FetchException fetch) {
      return new Failures(status(fetch.kind()), message);
    }
    if (e instanceof LockHeldException) {
      return new Failures(ExitStatus.LOCKED, message);
    }
    if (e instanceof OptionException) {
      return new Failures(ExitStatus.USAGE, message);
    }
    if (e instanceof CannotCreateException) {
      return new Failures(ExitStatus.CANNOT_CREATE, message);
    }
    if (e instanceof ConfigurationException) {
      return new Failures(ExitStatus.CONFIGURATION, message);
    }
    if (e instanceof UnknownHostException) {
      return new Failures(ExitStatus.UNAVAILABLE, message + ": no host of that name was found");
    }
    if (e instanceof SocketException) {
      return new Failures(ExitStatus.UNAVAILABLE, message);
    }
    if (e instanceof FileSystemException file) {
      return file(file);
    }
    if (e instanceof FileNotFoundException) {
      return new Failures(unopened(message), message);
    }
    // A stream that writes knows its reason, but not its file.
    return new Failures(ExitStatus.IO, message.equals(FULL) ? FULL + "; " + MAKE_ROOM : message);
  }

  /** Streams of {@code java.io} tell the reason of the system in brackets. */
  private static ExitStatus unopened(String message) {
    if (message.endsWith("(Permission denied)")) {
      return ExitStatus.NO_PERMISSION;
    }
    boolean readOnly = message.endsWith("(" + READ_ONLY + ")");
    return readOnly ? ExitStatus.CANNOT_CREATE : ExitStatus.NO_INPUT;
  }

  private static ExitStatus status(FetchException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> ExitStatus.NO_INPUT;
      case MISMATCH -> ExitStatus.DAMAGED;
      default -> ExitStatus.UNAVAILABLE;
    };
  }

  /** The messages of these exceptions are mostly nothing but the name of the file. */
  private static Failures file(FileSystemException e) {
    String reason = e.getReason() == null ? "" : e.getReason();
    if (e instanceof NoSuchFileException) {
      return told(ExitStatus.NO_INPUT, e, "there is no such file or directory");
    }
    if (e instanceof AccessDeniedException) {
      return told(ExitStatus.NO_PERMISSION, e, "permission denied: run it as the owner or as root");
    }
    if (e instanceof FileAlreadyExistsException) {
      return told(ExitStatus.CANNOT_CREATE, e, "exists already: move it away");
    }
    if (e instanceof NotDirectoryException) {
      return told(ExitStatus.CANNOT_CREATE, e, "is not a directory");
    }
    if (reason.equals(READ_ONLY)) {
      return told(ExitStatus.CANNOT_CREATE, e, "the file system is mounted read-only");
    }
    if (reason.equals("Operation not permitted")) {
      return told(ExitStatus.NO_PERMISSION, e, "not permitted: run it as root");
    }
    if (reason.equals(FULL)) {
      return told(ExitStatus.IO, e, MAKE_ROOM);
    }
    return new Failures(ExitStatus.IO, e.getMessage());
  }

  private static Failures told(ExitStatus status, FileSystemException e, String what) {
    // A reason that a room of ours gave says more than the general one.
    boolean own = e.getReason() != null && e.getReason().contains(" ") && !known(e.getReason());
    String file = e.getFile() == null ? "" : e.getFile() + ": ";
    return new Failures(status, own ? e.getMessage() : file + what);
  }

  private static boolean known(String reason) {
    return reason.startsWith("Read-only")
        || reason.startsWith("Operation not")
        || reason.startsWith("No space left");
  }
}
