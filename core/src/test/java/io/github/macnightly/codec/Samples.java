package io.github.macnightly.codec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Data to be compressed: of all kinds and of the sizes where encoders change their mind. */
final class Samples {

  private Samples() {}

  static List<byte[]> all() {
    List<byte[]> all = new ArrayList<>();
    for (int size : new int[] {0, 1, 3, 7, 8, 9, 64, 4095, 4096, 65_536, 300_001}) {
      all.add(new byte[size]);
      all.add(noise(size));
      all.add(text(size));
      all.add(Arrays.copyOf(classes(), size));
    }
    for (int period = 1; period < 20; period++) {
      all.add(periodic(period, 5000));
    }
    return all;
  }

  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Words in no order: near and far matches, few symbols. */
  static byte[] text(int size) {
    String[] words = {"disk ", "image", " of ", "every", " kind", "\n", "without", " a ", "Mac"};
    Random random = new Random(size);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(words[random.nextInt(words.length)]).append(random.nextInt(40));
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
  }

  /** Machine code and names. */
  static byte[] classes() {
    try (InputStream in = Object.class.getResourceAsStream("String.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] periodic(int period, int size) {
    byte[] bytes = noise(size);
    for (int i = period; i < size; i++) {
      bytes[i] = bytes[i - period];
    }
    return bytes;
  }

  /** Reads a found file, or skips the test where there are none. */
  static byte[] found(String name) throws IOException {
    Optional<Path> file = Shared.fixture("dmg/" + name);
    assumeTrue(file.isPresent(), "../shared/fixtures is absent");
    return Files.readAllBytes(file.get());
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
