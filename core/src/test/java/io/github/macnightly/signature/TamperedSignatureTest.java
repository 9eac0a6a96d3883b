package io.github.macnightly.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarSignature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One byte changed, and signatures made to break their reader. */
final class TamperedSignatureTest {

  private static final Authority ROOT = Authority.root("Root");
  private static final Authority LEAF =
      ROOT.leaf("CN=Test", Authority.INSTALLER, Authority.START, Authority.END);

  private static byte[] found() throws IOException {
    Path file = Shared.fixture("pkg/real/goxar-valid.pkg").orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return Files.readAllBytes(file);
  }

  private static SignatureReport report(byte[] bytes) throws IOException {
    try (XarArchive archive = XarArchive.open(Source.of(bytes))) {
      return SignatureVerifier.apple().verify(archive);
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static int heap(byte[] bytes) {
    return 28 + (int) ByteBuffer.wrap(bytes).getLong(8);
  }

  @Test
  void refusesAChangedTableOfContents() throws IOException {
    byte[] whole = found();
    for (int at = 28; at < heap(whole); at += 101) {
      byte[] changed = flipped(whole, at);
      assertThatThrownBy(() -> report(changed)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void refusesAChangedDigest() throws IOException {
    byte[] whole = found();
    for (int i = 0; i < 20; i++) {
      byte[] changed = flipped(whole, heap(whole) + i);
      assertThatThrownBy(() -> report(changed)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void refusesAChangedRsaSignature() throws IOException {
    byte[] whole = found();
    for (int i = 20; i < 276; i += 37) {
      Fact fact = report(flipped(whole, heap(whole) + i)).verifies();
      assertThat(fact.reason()).startsWith("RSA signature is ");
      assertThat(fact.answer()).isEqualTo(Answer.NO);
    }
  }

  /** The slot holds the signature, its certificates, the timestamp with its own, and padding. */
  @Test
  void noticesAChangeAnywhereInTheCmsSignature() throws IOException {
    byte[] whole = found();
    String time = report(whole).validInTime().reason();
    for (int i = 276 + 36; i < 276 + 9216; i += 211) {
      SignatureReport report = report(flipped(whole, heap(whole) + i));
      boolean same = report.verifies().isYes() && report.validInTime().reason().equals(time);
      assertThat(same).as("byte " + i).isFalse();
    }
  }

  /** A changed certificate with the table's digest made anew: only the signatures can tell. */
  @Test
  void refusesAnotherTableUnderAnOldSignature() throws IOException {
    byte[][] digest = new byte[1][];
    SignedXar first = new SignedXar().cms(LEAF, d -> new CmsMaker(LEAF).sign(digest[0] = d));
    assertThat(first.report(ROOT).verifies().isYes()).isTrue();
    SignedXar second = new SignedXar().cms(LEAF, d -> new CmsMaker(LEAF).sign(digest[0]));
    Fact fact = second.edit(toc -> toc.replace("<name>a<", "<name>b<")).report(ROOT).verifies();
    assertThat(fact.reason()).isEqualTo("CMS signature is not of this table of contents");
  }

  @Test
  void endsInAReportOnRandomSignatures() throws IOException {
    Random random = new Random(1);
    byte[] sound = new CmsMaker(LEAF).sign(new byte[20]);
    for (int i = 0; i < 100; i++) {
      byte[] slot = sound.clone();
      for (int j = 0; j <= i % 5; j++) {
        slot[random.nextInt(slot.length)] = (byte) random.nextInt();
      }
      SignatureReport report = new SignedXar().cms(LEAF, d -> slot).report(ROOT);
      assertThat(report.verifies().answer()).isEqualTo(Answer.NO);
    }
  }

  @Test
  void endsInAReportOnEveryStartOfASignature() throws IOException {
    byte[] sound = new CmsMaker(LEAF).sign(new byte[20]);
    for (int length = 0; length < sound.length; length += 61) {
      byte[] slot = Arrays.copyOf(sound, length);
      SignatureReport report = new SignedXar().cms(LEAF, d -> slot).report(ROOT);
      assertThat(report.verifies().answer()).isEqualTo(Answer.NO);
    }
  }

  @Test
  void endsInAReportOnASignatureNestedTooDeep() {
    byte[] deep = new byte[9216];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          SignatureReport report = new SignedXar().cms(LEAF, d -> deep).report(ROOT);
          assertThat(report.verifies().answer()).isEqualTo(Answer.NO);
        });
  }

  /** A search for every path between them would not end. */
  @Test
  void endsInAReportOnManyIssuersOfOneName() {
    Authority top = ROOT;
    for (int i = 0; i < 20; i++) {
      top = top.authority("Same");
    }
    Authority leaf = top.leaf("CN=Test", Authority.INSTALLER, Authority.START, Authority.END);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          SignatureReport report = new SignedXar().rsa(leaf).report(ROOT);
          assertThat(report.verifies().isYes()).isTrue();
          assertThat(report.chainsToApple().isYes()).isFalse();
        });
  }

  @Test
  void refusesMoreThanTwoSignatures() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).rsa(LEAF).rsa(LEAF).report(ROOT);
    assertThat(report.verifies().reason()).contains("3 signatures");
  }

  @Test
  void refusesASignatureThatIsTooLarge() throws IOException {
    SignedXar xar = new SignedXar().rsa(LEAF).trailer(new byte[200_000]);
    xar.edit(toc -> toc.replace("<size>256</size>", "<size>199999</size>"));
    assertThat(xar.report(ROOT).verifies().reason()).contains("over the limit");
  }

  @Test
  void readsTheSignaturesOfTheVeryTableThatIsExtracted() throws IOException {
    try (XarArchive archive = XarArchive.open(Source.of(found()))) {
      assertThat(archive.signatures())
          .extracting(XarSignature::style)
          .containsExactly("RSA", "CMS");
      assertThat(archive.signatures()).allMatch(s -> s.certificates().size() == 3);
    }
  }
}
