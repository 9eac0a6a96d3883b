package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads made by hand. */
final class PayloadTest {

  private static List<String> visit(byte[] bytes) throws IOException {
    List<String> seen = new ArrayList<>();
    Payload payload = new Payload(() -> new ByteArrayInputStream(bytes), 1 << 20);
    payload.visit((entry, in) -> seen.add(line(entry, in)));
    return seen;
  }

  private static String line(PayloadEntry entry, InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    String mark = entry.appleDouble() ? " double" : "";
    return entry.type() + " " + entry.path() + " " + text + entry.linkTarget() + mark;
  }

  private static void refused(byte[] bytes, String words) {
    assertThatThrownBy(() -> visit(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(words);
  }

  @Test
  void normalisesTheNamesOfEntriesButMendsNothing() throws IOException {
    byte[] cpio =
        CpioBuilder.odc().directory(".").file("./a", "").file("/b", "").file("../c", "").build();
    assertThat(visit(cpio)).containsExactly("DIRECTORY  ", "FILE a ", "FILE /b ", "FILE ../c ");
  }

  @Test
  void linksTheNamesOfAnOdcFileThatRepeatsItsData() throws IOException {
    byte[] cpio = CpioBuilder.odc().name(7, "a", "x").name(7, "b", "x").build();
    assertThat(visit(cpio)).containsExactly("FILE a x", "HARD_LINK b a");
  }

  @Test
  void takesOdcFilesOfDifferentSizesForDifferentFilesInSpiteOfTheirInode() throws IOException {
    byte[] cpio = CpioBuilder.odc().name(7, "a", "x").name(7, "b", "").name(7, "c", "yy").build();
    assertThat(visit(cpio)).containsExactly("FILE a x", "FILE b ", "FILE c yy");
  }

  @Test
  void refusesNamesOfOneFileThatDifferInContent() {
    refused(CpioBuilder.odc().name(7, "a", "x").name(7, "b", "y").build(), "differ in content");
  }

  @Test
  void comparesTheContentOfNamesEvenIfTheVisitorReadsNothing() {
    byte[] cpio = CpioBuilder.odc().name(7, "a", "x").name(7, "b", "y").build();
    Payload payload = new Payload(() -> new ByteArrayInputStream(cpio), 1 << 20);
    assertThatThrownBy(() -> payload.visit((entry, in) -> {})).isInstanceOf(CorruptException.class);
  }

  @Test
  void letsEmptyNamesOfANewcFileWaitForTheOneWithData() throws IOException {
    byte[] cpio = CpioBuilder.newc().name(7, "a", "").name(7, "b", "").name(7, "c", "x").build();
    assertThat(visit(cpio)).containsExactly("FILE c x", "HARD_LINK a c", "HARD_LINK b c");
  }

  @Test
  void linksTheNamesOfANewcFileThatIsEmpty() throws IOException {
    byte[] cpio = CpioBuilder.newc().name(7, "a", "").name(7, "b", "").file("c", "x").build();
    assertThat(visit(cpio)).containsExactly("FILE c x", "FILE a ", "HARD_LINK b a");
  }

  @Test
  void linksANewcNameThatComesBehindTheData() throws IOException {
    byte[] cpio = CpioBuilder.newc().name(7, "a", "x").name(7, "b", "").build();
    assertThat(visit(cpio)).containsExactly("FILE a x", "HARD_LINK b a");
  }

  @Test
  void leavesOtherDotUnderscoreFilesAlone() throws IOException {
    byte[] magic = {0, 5, 22, 7};
    CpioBuilder cpio = CpioBuilder.odc().file("a", "x").file("._a", "text");
    byte[] bytes = cpio.entry("._orphan", CpioBuilder.FILE, 0, magic).file("._", "").build();
    assertThat(visit(bytes)).noneMatch(line -> line.endsWith(" double")).hasSize(4);
  }

  @Test
  void ignoresWhatFollowsTheTrailer() throws IOException {
    byte[] first = CpioBuilder.odc().file("a", "x").build();
    byte[] second = CpioBuilder.odc().file("b", "y").build();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(visit(CpioBuilder.gzip(both))).containsExactly("FILE a x");
  }

  @Test
  void refusesAnArchiveWithoutItsTrailer() {
    refused(CpioBuilder.odc().file("a", "x").cut(), "before its trailer");
  }

  @Test
  void refusesAnEntryThatEndsTooEarly() {
    refused(
        CpioBuilder.odc().header("a", CpioBuilder.FILE, 0, 8589934591L).cut(), "before the end");
  }

  @Test
  void refusesAnEmptyNameAndANulInsideOfOne() {
    refused(CpioBuilder.odc().file("", "x").build(), "name has 1 bytes");
    refused(CpioBuilder.odc().file("a\0b", "x").build(), "NUL inside");
  }

  @Test
  void refusesALinkWithoutATarget() {
    refused(CpioBuilder.odc().link("a", "").build(), "link target");
  }

  @Test
  void refusesDataThatUnpacksToMoreThanAllowed() {
    byte[] packed = CpioBuilder.gzip(CpioBuilder.odc().file("a", "x".repeat(2 << 20)).build());
    assertThatThrownBy(() -> visit(packed)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void namesTheContainerThatIsNotReadHere() {
    assertThatThrownBy(() -> visit("AEA1\0\0".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("AEA1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00fd7zXZ\0",
        "pbzx\0\0",
        "pbze\0\0",
        "AA01\0\0",
        "YAA1\0\0",
        "BZh9",
        "\u001f\u008b"
      })
  void refusesAContainerThatEndsInItsHeader(String magic) {
    assertThatThrownBy(() -> visit(magic.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void passesAFailureOfTheVisitorOn() {
    byte[] cpio = CpioBuilder.odc().file("a", "x").build();
    Payload payload = new Payload(() -> new ByteArrayInputStream(cpio), 1 << 20);
    IOException full = new IOException("disk full");
    assertThatThrownBy(() -> payload.visit((e, in) -> sneak(full))).isSameAs(full);
  }

  private static void sneak(IOException failure) throws IOException {
    throw failure;
  }

  @Test
  void readsAMemberOfMoreThanFourGigabytes() throws IOException {
    long size = 5L << 30;
    byte[] head = CpioBuilder.odc().header("a", CpioBuilder.FILE, 0, size).cut();
    byte[] tail = CpioBuilder.odc().build();
    Payload payload = new Payload(() -> new Stretched(head, size, tail), 1L << 40);
    long[] got = new long[1];
    payload.visit((entry, in) -> got[0] += in.transferTo(OutputStream.nullOutputStream()));
    assertThat(got[0]).isEqualTo(size);
  }

  /** Bytes with a long stretch of zeros in their middle. */
  private static final class Stretched extends InputStream {

    private final ByteArrayInputStream head;
    private final ByteArrayInputStream tail;
    private long zeros;

    Stretched(byte[] head, long zeros, byte[] tail) {
      this.head = new ByteArrayInputStream(head);
      this.zeros = zeros;
      this.tail = new ByteArrayInputStream(tail);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (head.available() > 0 || zeros == 0) {
        return (head.available() > 0 ? head : tail).read(bytes, offset, length);
      }
      int count = (int) Math.min(length, zeros);
      zeros -= count;
      return count;
    }
  }

  @Test
  void endsInAResultOrARefusalOnMutants() {
    Random random = new Random(3);
    byte[] odc = CpioBuilder.odc().directory(".").link("l", "t").name(7, "a", "x").build();
    byte[] newc = CpioBuilder.newc().name(7, "a", "").name(7, "b", "x").file("._a", "q").build();
    byte[][] seeds = {odc, newc, CpioBuilder.gzip(odc), CpioBuilder.gzip(newc)};
    for (int i = 0; i < 4000; i++) {
      byte[] mutant = seeds[i % seeds.length].clone();
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      try {
        visit(mutant);
      } catch (FormatException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      } catch (IOException e) {
        throw new AssertionError("not a refusal", e);
      }
    }
  }
}
