package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rarer forms of cpio: newc with sums, and the binary one in both orders of bytes. */
final class CpioFormsTest {

  private static List<String> visit(byte[] bytes) throws IOException {
    List<String> seen = new ArrayList<>();
    new Payload(() -> new ByteArrayInputStream(bytes), 1 << 20)
        .visit(
            (e, in) ->
                seen.add(e.path() + "=" + new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    return seen;
  }

  private static byte[] summed(String content, int sum) {
    String head = "%s%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x";
    int size = content.length();
    StringBuilder text = new StringBuilder();
    text.append(String.format(head, "070702", 1, 0100644, 0, 0, 1, 0, size, 0, 1, 0, 0, 4, sum));
    text.append("abc\0").append("\0".repeat((4 - text.length() % 4) % 4)).append(content);
    text.append("\0".repeat((4 - text.length() % 4) % 4));
    text.append(String.format(head, "070702", 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 11, 0));
    text.append("TRAILER!!!\0").append("\0".repeat((4 - text.length() % 4) % 4));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void comparesTheSumOfNewc() throws IOException {
    assertThat(visit(summed("hello", 'h' + 'e' + 'l' + 'l' + 'o'))).containsExactly("abc=hello");
  }

  @Test
  void refusesAWrongSumOfNewcEvenIfNobodyReadsTheContent() {
    byte[] bytes = summed("hello", 1);
    Payload payload = new Payload(() -> new ByteArrayInputStream(bytes), 1 << 20);
    assertThatThrownBy(() -> payload.visit((e, in) -> {})).hasMessageContaining("has the sum");
  }

  private static void binary(ByteArrayOutputStream out, ByteOrder order, String name, String text) {
    int[] words = {070707, 1, 7, 0100644, 3, 4, 1, 0, 1, 2, name.length() + 1, 0, text.length()};
    ByteBuffer b = ByteBuffer.allocate(26).order(order);
    for (int word : words) {
      b.putShort((short) word);
    }
    out.writeBytes(b.array());
    out.writeBytes((name + "\0").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[(name.length() + 1) % 2]);
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[text.length() % 2]);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsTheBinaryFormInBothOrders(boolean little) throws IOException {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    binary(out, order, "odd", "12345");
    binary(out, order, "even", "1234");
    binary(out, order, "TRAILER!!!", "");
    assertThat(visit(out.toByteArray())).containsExactly("odd=12345", "even=1234");
    Payload payload = new Payload(() -> new ByteArrayInputStream(out.toByteArray()), 1 << 20);
    payload.visit((e, in) -> assertThat(e.modified()).hasToString("1970-01-01T18:12:18Z"));
  }
}
