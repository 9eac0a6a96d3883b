package io.github.macnightly.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of fetching have in common. */
final class Given {

  private Given() {}

  /** Deadlines and pauses of a test: all well under a second. */
  static FetchOptions options() {
    return new FetchOptions(
        Duration.ofMillis(400),
        Duration.ofMillis(400),
        4,
        Duration.ofMillis(5),
        Duration.ofMillis(300),
        8 << 20,
        () -> 0.5);
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Expected md5(byte[] bytes) {
    return Expected.md5(hex("MD5", bytes));
  }

  /** The names in a directory, sorted. */
  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
