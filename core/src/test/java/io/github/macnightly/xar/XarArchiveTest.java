package io.github.macnightly.xar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives made by hand, most of them hostile. */
final class XarArchiveTest {

  private static final byte[] TEXT = "some text".getBytes();

  private static XarArchive open(XarBuilder builder) throws IOException {
    return XarArchive.open(Source.of(builder.build()));
  }

  private static void refused(XarBuilder builder, String words) {
    assertThatThrownBy(() -> open(builder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(words);
  }

  private static String member(String name, String data) {
    return "<file id=\"1\">" + name + "<type>file</type><data>" + data + "</data></file>";
  }

  @Test
  void givesTheContentOfAMember() throws IOException {
    try (XarArchive archive = open(new XarBuilder().file("a", TEXT))) {
      assertThat(archive.read(archive.find("a").orElseThrow(), 100)).isEqualTo(TEXT);
    }
  }

  @Test
  void comparesMembersThatNobodyReads() throws IOException {
    XarBuilder builder =
        new XarBuilder().file("good", TEXT).file("bad", TEXT, "other text".getBytes());
    try (XarArchive archive = open(builder)) {
      archive.compare(entry -> entry.path().equals("good"));
      assertThat(archive.mismatch()).isEmpty();
      assertThatThrownBy(() -> archive.compare(entry -> true))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("stored member bad has sha1");
      assertThat(archive.mismatch().orElseThrow()).contains("stored member bad");
    }
  }

  @Test
  void comparesTheContentWhereOnlyThatHasAChecksum() throws IOException {
    String data =
        "<length>9</length><offset>20</offset><size>9</size>"
            + "<encoding style=\"application/octet-stream\"/>"
            + "<extracted-checksum style=\"sha1\">00</extracted-checksum>";
    XarBuilder builder = new XarBuilder().file("a", TEXT);
    try (XarArchive archive = open(builder.raw(member("<name>b</name>", data)))) {
      assertThatThrownBy(() -> archive.compare(entry -> true))
          .hasMessageContaining("member b has sha1");
    }
  }

  @Test
  void comparesNoMemberTwice() throws IOException {
    XarBuilder builder = new XarBuilder().file("a", TEXT);
    byte[] bytes = builder.build();
    try (XarArchive archive = XarArchive.open(Source.of(bytes))) {
      archive.read(archive.find("a").orElseThrow(), 100);
      bytes[bytes.length - 1] ^= 1;
      assertThatCode(() -> archive.compare(entry -> true)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesMembersThatOverlapToMakeWork() throws IOException {
    byte[] large = new byte[100_000];
    XarBuilder builder = new XarBuilder().file("a", large);
    for (int i = 1; i < 50; i++) {
      String data =
          "<length>%1$d</length><offset>%2$d</offset><size>%1$d</size>"
              + "<archived-checksum style=\"sha1\">%3$s</archived-checksum>";
      String sum = sha1(Arrays.copyOf(large, large.length - i));
      String element = String.format(data, large.length - i, 20 + i, sum);
      builder.raw(member("<name>" + "b" + i + "</name>", element));
    }
    try (XarArchive archive = open(builder)) {
      assertThatThrownBy(() -> archive.compare(entry -> true))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("members that overlap");
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesATableOfContentsWithAnotherChecksum() {
    refused(new XarBuilder().file("a", TEXT).wrongTocChecksum(), "table of contents has sha1");
  }

  @Test
  void refusesAHeaderAndATableThatNameDifferentChecksums() {
    String md5 = "<checksum style=\"md5\"><offset>0</offset><size>16</size></checksum>";
    refused(new XarBuilder().checksum(md5), "header names the checksum sha1");
  }

  @Test
  void refusesATableWithoutItsChecksum() {
    refused(new XarBuilder().checksum(""), "table of contents none");
  }

  @Test
  void refusesAChecksumBeyondTheHeap() {
    String far = "<checksum style=\"sha1\"><offset>4294967296</offset><size>20</size></checksum>";
    refused(new XarBuilder().checksum(far), "outside");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void refusesATableOfAnotherLengthThanTheHeaderStates(int error) {
    refused(new XarBuilder().tocSizeError(error), "table of contents unpacks to");
  }

  @Test
  void refusesAnExtentOutsideOfTheHeap() {
    String data = "<length>5</length><offset>1000000</offset><size>5</size>";
    refused(new XarBuilder().raw(member("<name>a</name>", data)), "outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "18446744073709551615", "0x10", ""})
  void refusesALengthThatIsNoNumber(String length) {
    String data = "<length>" + length + "</length><offset>0</offset><size>5</size>";
    refused(new XarBuilder().raw(member("<name>a</name>", data)), "not a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/etc"})
  void refusesANameThatIsNotOne(String name) {
    refused(new XarBuilder().file(name, TEXT), "is not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Li4=", "YQBi", "L2V0Yw=="})
  void refusesABadNameInBase64(String name) {
    String element = "<name enctype=\"base64\">" + name + "</name>";
    refused(new XarBuilder().raw(member(element, "")), "is not allowed");
  }

  @Test
  void refusesANameThatIsNotBase64() {
    String element = "<name enctype=\"base64\">YWJjA</name>";
    refused(new XarBuilder().raw(member(element, "")), "not base64");
  }

  @Test
  void decodesANameInBase64() throws IOException {
    String element = "<name enctype=\"base64\">w6Q=</name>";
    try (XarArchive archive = open(new XarBuilder().raw(member(element, "")))) {
      assertThat(archive.entries().get(0).path()).isEqualTo("\u00e4");
    }
  }

  @Test
  void takesANameThatIsRepeated() throws IOException {
    try (XarArchive archive =
        open(new XarBuilder().raw(member("<name>a</name><name>a</name>", "")))) {
      assertThat(archive.find("a")).isPresent();
    }
  }

  @Test
  void refusesAMemberWithTwoDifferentNames() {
    refused(new XarBuilder().raw(member("<name>a</name><name>b</name>", "")), "two different");
  }

  @Test
  void refusesTwoMembersOfOnePath() {
    refused(new XarBuilder().file("a", TEXT).file("a", TEXT), "two members");
  }

  @Test
  void refusesAMemberBelowASymbolicLink() {
    String child = member("<name>b</name>", "");
    refused(
        new XarBuilder().raw("<file><name>a</name><type>symlink</type>" + child + "</file>"),
        "holds others");
  }

  @Test
  void knowsPathsWhoseParentsAreNamedLast() throws IOException {
    String child = member("<name>b</name>", "");
    String parent = "<file>" + child + "<type>directory</type><name>a</name></file>";
    try (XarArchive archive = open(new XarBuilder().raw(parent))) {
      assertThat(archive.find("a/b")).isPresent();
    }
  }

  @Test
  void doesNotMistakeTheNameOfAnAttributeForThatOfTheMember() throws IOException {
    String ea = "<ea><name>com.apple.x</name><offset>1</offset></ea><name>a</name>";
    try (XarArchive archive = open(new XarBuilder().raw(member(ea, "")))) {
      assertThat(archive.entries()).extracting(XarEntry::path).containsExactly("a");
    }
  }

  @Test
  void refusesAMemberWithAnotherChecksumAndGoesOnRefusing() throws IOException {
    try (XarArchive archive = open(new XarBuilder().file("a", TEXT, "other".getBytes()))) {
      InputStream in = archive.open(archive.find("a").orElseThrow());
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("member a has sha1");
      assertThatThrownBy(in::read).hasMessageContaining("member a has sha1");
    }
  }

  @Test
  void comparesTheChecksumBeforeItGivesTheLastByte() throws IOException {
    try (XarArchive archive = open(new XarBuilder().file("a", TEXT, "other".getBytes()))) {
      InputStream in = archive.open(archive.find("a").orElseThrow());
      assertThatThrownBy(() -> in.readNBytes(TEXT.length)).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void refusesADocumentTypeInTheTable() {
    String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>";
    refused(new XarBuilder().prolog(laughs).file("&b;", TEXT), "document type");
  }

  @Test
  void refusesAnExternalEntityInTheTable() {
    String external = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    refused(new XarBuilder().prolog(external).file("&a;", TEXT), "document type");
  }

  @Test
  void refusesATableThatIsTooDeep() {
    String deep = "<file><type>directory</type><name>a</name>".repeat(300);
    assertThatThrownBy(() -> open(new XarBuilder().raw(deep + "</file>".repeat(300))))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesWhatIsNotXar() {
    assertThatThrownBy(() -> XarArchive.open(Source.of(TEXT)))
        .isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void endsInAResultOrARefusalOnEveryPrefix() {
    byte[] whole = new XarBuilder().file("a", TEXT).build();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> XarArchive.open(Source.of(part)))
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void endsInAResultOrARefusalOnDamagedTables() {
    Random random = new Random(1);
    String xml = member("<name>a</name>", "<length>5</length><offset>20</offset><size>5</size>");
    for (int i = 0; i < 500; i++) {
      StringBuilder damaged = new StringBuilder(xml);
      damaged.setCharAt(random.nextInt(xml.length()), (char) (32 + random.nextInt(300)));
      try (XarArchive archive = open(new XarBuilder().raw(damaged.toString()))) {
        archive.read(archive.entries().get(0), 100);
      } catch (FormatException | IndexOutOfBoundsException e) {
        assertThat(e).isInstanceOf(FormatException.class);
      } catch (IOException e) {
        throw new AssertionError("not a refusal", e);
      }
    }
  }
}
