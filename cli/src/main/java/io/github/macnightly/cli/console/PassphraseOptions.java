package io.github.macnightly.cli.console;

import io.github.macnightly.crypt.Passphrases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Where the passphrase of an encrypted image comes from. It never is a word of the command line,
 * which every user of the machine can read.
 */
public final class PassphraseOptions {

  /** Longer than any that somebody types or a key file holds. */
  private static final int MAX_BYTES = 4096;

  @ArgGroup(exclusive = true, multiplicity = "0..1", order = 60)
  private Choice choice;

  private byte[] fromInput;

  /** One of three. */
  static final class Choice {
    @Option(
        names = "--passphrase-file",
        order = 60,
        paramLabel = "FILE",
        description = "The passphrase of encrypted images is the first line of FILE.")
    private Path file;

    @Option(
        names = "--passphrase-env",
        order = 61,
        paramLabel = "NAME",
        description = "The passphrase is the value of the environment variable NAME.")
    private String variable;

    @Option(
        names = "--passphrase-stdin",
        order = 62,
        description = "The passphrase is the first line of standard input.")
    private boolean input;
  }

  /** Returns these options as another run of the program would be given them. */
  public List<String> forwarded() {
    if (choice == null || choice.input) {
      return List.of();
    }
    return List.of(
        choice.file == null
            ? "--passphrase-env=" + choice.variable
            : "--passphrase-file=" + choice.file.toAbsolutePath());
  }

  /** Returns whether standard input is taken for the passphrase. */
  public boolean takesInput() {
    return choice != null && choice.input;
  }

  /**
   * Returns the way to the passphrase, which is gone only when something turns out to be encrypted:
   * a file that is not there, or a variable that is not set, matters to nothing else.
   */
  public Passphrases passphrases(World world) {
    if (choice == null) {
      return Passphrases.none();
    }
    if (choice.variable != null) {
      return () -> Optional.of(variable(world));
    }
    if (choice.input) {
      return () -> Optional.of(decode(input(world.input()), "standard input"));
    }
    return () -> Optional.of(decode(read(choice.file), choice.file.toString()));
  }

  private char[] variable(World world) throws IOException {
    String place = "environment variable " + choice.variable;
    String value = world.environment().get(choice.variable);
    if (value == null) {
      throw new OptionException("--passphrase-env: the " + place + " is not set");
    }
    if (value.isEmpty()) {
      throw empty(place);
    }
    return value.toCharArray();
  }

  /** Whatever holds the passphrase, nobody gets in without one. */
  private static IOException empty(String place) {
    return new AccessDeniedException(place, null, "the passphrase is empty");
  }

  /** A failure names the file: what is being worked on then is the image. */
  private static byte[] read(Path file) throws IOException {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      return firstLine(in);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(name, null, "there is no such file");
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(name, null, "permission denied to read the passphrase");
    } catch (IOException e) {
      String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
      throw new FileSystemException(name, null, "no passphrase can be read: " + reason);
    }
  }

  /** Standard input can be read once only, while several images may want what it holds. */
  private synchronized byte[] input(InputStream in) throws IOException {
    if (fromInput == null) {
      fromInput = firstLine(in);
    }
    return fromInput.clone();
  }

  private static byte[] firstLine(InputStream in) throws IOException {
    byte[] line = new byte[MAX_BYTES];
    int length = 0;
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (length == MAX_BYTES) {
        Arrays.fill(line, (byte) 0);
        throw new IOException("the passphrase is longer than " + MAX_BYTES + " bytes");
      }
      line[length++] = (byte) b;
    }
    length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
    byte[] exact = Arrays.copyOf(line, length);
    Arrays.fill(line, (byte) 0);
    return exact;
  }

  private static char[] decode(byte[] utf8, String place) throws IOException {
    if (utf8.length == 0) {
      throw empty(place);
    }
    CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    char[] passphrase = new char[chars.remaining()];
    chars.get(passphrase);
    Arrays.fill(chars.array(), '\0');
    Arrays.fill(utf8, (byte) 0);
    return passphrase;
  }
}
