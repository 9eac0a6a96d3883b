package io.github.macnightly.xar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.pkg.Truth;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All found and made archives against what other readers saw in them. */
final class XarTruthTest {

  private static final List<String> ARCHIVES = List.of("xar", "component", "product");

  @TestFactory
  Stream<DynamicTest> listsTheMembersOfTheTruth() throws IOException {
    return Truth.tests(ARCHIVES, XarTruthTest::compare);
  }

  @TestFactory
  Stream<DynamicTest> readsEveryMemberAndItsChecksums() throws IOException {
    return Truth.tests(ARCHIVES, XarTruthTest::readAll);
  }

  private static void compare(Truth truth) throws IOException {
    List<String> wanted =
        Truth.objects(truth.json(), "xarEntries").stream().map(XarTruthTest::line).toList();
    try (XarArchive archive = XarArchive.open(Source.open(truth.file()))) {
      List<String> got = archive.entries().stream().map(XarTruthTest::line).toList();
      assertThat(got).containsExactlyElementsOf(wanted);
    }
  }

  private static String line(XarEntry e) {
    String type = e.type().name().toLowerCase(Locale.ROOT).replace("_", "");
    String data = e.encoding().isEmpty() ? "" : e.length() + " " + e.size() + " " + e.encoding();
    return type + " " + e.path() + " " + String.format("%04o", e.mode()) + " " + data;
  }

  private static String line(JsonObject e) {
    String mode = Truth.text(e, "mode");
    String data =
        Truth.text(e, "length") + " " + Truth.text(e, "size") + " " + Truth.text(e, "enc");
    String head = Truth.text(e, "type") + " " + Truth.text(e, "path") + " ";
    return head + (mode == null ? "0000" : mode) + " " + (e.has("length") ? data : "");
  }

  private static void readAll(Truth truth) throws IOException {
    try (XarArchive archive = XarArchive.open(Source.open(truth.file()))) {
      for (XarEntry entry : archive.entries()) {
        if (entry.type() == XarEntry.Type.FILE) {
          try (InputStream in = archive.open(entry)) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(entry.size());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real/sparkle-test.pkg",
        "synthetic/benign/members-xz.pkg",
        "synthetic/benign/members-lzma.pkg"
      })
  void refusesAMemberInWhichOneByteIsChanged(String name) throws IOException {
    Path file = Shared.fixture("pkg/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    byte[] whole = Files.readAllBytes(file);
    long heap = 28 + ByteBuffer.wrap(whole).getLong(8);
    try (XarArchive sound = XarArchive.open(Source.of(whole))) {
      for (XarEntry entry : sound.entries()) {
        for (long at = 0; at < entry.length(); at += 7) {
          byte[] changed = whole.clone();
          changed[(int) (heap + entry.offset() + at)] ^= 1;
          XarArchive archive = XarArchive.open(Source.of(changed));
          assertThatThrownBy(() -> archive.open(entry).readAllBytes())
              .isInstanceOf(FormatException.class);
        }
      }
    }
  }
}
