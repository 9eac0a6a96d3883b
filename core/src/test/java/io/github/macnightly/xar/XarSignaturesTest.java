package io.github.macnightly.xar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the table of contents says about signatures, and what no entry of it covers. */
final class XarSignaturesTest {

  private static final String KEY =
      "<KeyInfo><X509Data><X509Certificate>QUJD\n REVG</X509Certificate></X509Data></KeyInfo>";
  private static final String SIGNATURE =
      "<signature style=\"RSA\"><offset>20</offset><size>4</size>" + KEY + "</signature>";

  private static XarArchive open(XarBuilder builder) throws IOException {
    return XarArchive.open(Source.of(builder.build()));
  }

  /** The content of the member lies where the signature is said to lie. */
  private static XarBuilder signed(String xml) {
    return new XarBuilder().file("a", "signed".getBytes()).raw(xml);
  }

  private static void refused(XarBuilder builder, Class<? extends FormatException> kind) {
    assertThatThrownBy(() -> open(builder)).isInstanceOf(kind);
  }

  @Test
  void givesTheSignaturesOfTheTable() throws IOException {
    try (XarArchive archive = open(signed(SIGNATURE))) {
      XarSignature signature = archive.signatures().get(0);
      assertThat(signature.element()).isEqualTo("signature");
      assertThat(signature.style()).isEqualTo("RSA");
      assertThat(signature.certificates()).containsExactly("ABCDEF".getBytes());
      assertThat(archive.read(signature, 4)).isEqualTo("sign".getBytes());
    }
  }

  @Test
  void refusesToReadASignatureOverTheLimit() throws IOException {
    try (XarArchive archive = open(signed(SIGNATURE))) {
      assertThatThrownBy(() -> archive.read(archive.signatures().get(0), 3))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void refusesASignatureWithoutItsPlace() {
    refused(signed(SIGNATURE.replace("<offset>20</offset>", "")), CorruptException.class);
    refused(signed(SIGNATURE.replace("<size>4</size>", "")), CorruptException.class);
  }

  @Test
  void refusesASignatureOutsideOfTheHeap() {
    refused(signed(SIGNATURE.replace(">20<", ">4294967316<")), CorruptException.class);
  }

  @Test
  void refusesASignatureWithTwoPlaces() {
    String twice = SIGNATURE.replace("<size>", "<offset>21</offset><size>");
    refused(signed(twice), CorruptException.class);
  }

  @Test
  void refusesACertificateThatIsNotBase64() {
    refused(signed(SIGNATURE.replace("QUJD", "????")), CorruptException.class);
  }

  @Test
  void refusesTooManySignatures() {
    refused(signed(SIGNATURE.repeat(9)), LimitExceededException.class);
  }

  @Test
  void refusesASignedTableWhoseChecksumHasNoPlace() {
    for (String missing : new String[] {"<offset>0</offset>", "<size>20</size>"}) {
      String checksum = "<checksum style=\"sha1\"><offset>0</offset><size>20</size></checksum>";
      XarBuilder builder = signed(SIGNATURE).checksum(checksum.replace(missing, ""));
      refused(builder, CorruptException.class);
    }
  }

  @Test
  void refusesASignedTableWhoseChecksumHasAnotherSize() {
    String checksum = "<checksum style=\"sha1\"><offset>0</offset><size>16</size></checksum>";
    refused(signed(SIGNATURE).checksum(checksum), CorruptException.class);
  }

  @Test
  void refusesAChecksumWithTwoPlaces() {
    String checksum =
        "<checksum style=\"sha1\"><offset>0</offset><offset>1</offset><size>20</size></checksum>";
    refused(signed("").checksum(checksum), CorruptException.class);
  }

  @Test
  void refusesASignedTableWithoutAnyChecksum() {
    byte[] bytes = signed(SIGNATURE).checksum("").build();
    bytes[27] = 0; // the header, too, says that there is none
    assertThatThrownBy(() -> XarArchive.open(Source.of(bytes)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("is signed but its table of contents has no checksum");
  }

  @Test
  void doesNotTakeASignatureInsideOfAFile() throws IOException {
    String file = "<file id=\"2\"><name>b</name><type>file</type>" + SIGNATURE + "</file>";
    try (XarArchive archive = open(signed(file))) {
      assertThat(archive.signatures()).isEmpty();
    }
  }

  @Test
  void countsWhatNothingCovers() throws IOException {
    XarBuilder builder = new XarBuilder().file("a", "12345".getBytes());
    new XarBuilder(builder).file("gone", "123".getBytes());
    builder.file("b", "1".getBytes());
    new XarBuilder(builder).file("rest", "1234567".getBytes());
    try (XarArchive archive = open(builder)) {
      assertThat(archive.heapGaps()).isEqualTo(3);
      assertThat(archive.trailer().size()).isEqualTo(7);
    }
  }

  @Test
  void countsAnAttributeAsCovered() throws IOException {
    XarBuilder builder = new XarBuilder();
    new XarBuilder(builder).file("data", "123".getBytes());
    String ea = "<ea id=\"0\"><name>x</name><offset>20</offset><length>3</length></ea>";
    builder.raw("<file id=\"1\"><name>a</name><type>file</type>" + ea + "</file>");
    try (XarArchive archive = open(builder)) {
      assertThat(archive.trailer().size()).isZero();
    }
  }

  @Test
  void tellsItsCreationTime() throws IOException {
    String time = "<creation-time>2024-01-03T15:48:26</creation-time>";
    try (XarArchive archive = open(signed(time))) {
      assertThat(archive.creationTime()).contains(Instant.parse("2024-01-03T15:48:26Z"));
    }
  }

  @Test
  void hasNoCreationTimeWhereItDoesNotExist() throws IOException {
    String time = "<creation-time>1900-4097-00T07:49:20</creation-time>";
    try (XarArchive archive = open(signed(time))) {
      assertThat(archive.creationTime()).isEmpty();
    }
  }
}
