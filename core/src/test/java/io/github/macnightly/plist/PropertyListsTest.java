package io.github.macnightly.plist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyListsTest {

  private static final String APPLE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST"
          + " 1.0//EN\" \"http://192.0.2.1/DTDs/PropertyList-1.0.dtd\">\n";

  @Test
  void readsEveryKindOfValueFromXml() throws Exception {
    Map<String, Object> map =
        xml(
            "<dict><key>s</key><string>a &amp; <![CDATA[<b>]]></string><key>i</key><integer> 42"
                + " </integer><key>h</key><integer>-0x1F</integer><key>r</key><real>1.5</real>"
                + "<key>t</key><true/><key>f</key><false/><key>x</key><data>\n\tAQID\n\tBA==\n"
                + "</data><key>d</key><date>2011-05-12T09:39:30Z</date><key>a</key><array><string/>"
                + "<dict/></array></dict>");
    assertThat(map)
        .containsEntry("s", "a & <b>")
        .containsEntry("i", 42L)
        .containsEntry("h", -31L)
        .containsEntry("r", 1.5)
        .containsEntry("t", true)
        .containsEntry("f", false)
        .containsEntry("d", Instant.parse("2011-05-12T09:39:30Z"))
        .containsEntry("a", List.of("", Map.of()));
    assertThat((byte[]) map.get("x")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void ignoresWhatFollowsTheRootElement() throws Exception {
    byte[] padded = Arrays.copyOf(bytes(APPLE + "<plist><dict/></plist>"), 400);
    assertThat(PropertyLists.readDictionary(padded, "test")).isEmpty();
  }

  @Test
  void readsXmlWithAByteOrderMarkAndInUtf16() throws Exception {
    String text = "<plist><array><string>\u00fcber</string></array></plist>";
    assertThat(PropertyLists.read(bytes("\ufeff" + text), "test")).isEqualTo(List.of("\u00fcber"));
    byte[] wide = ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
    assertThat(PropertyLists.read(wide, "test")).isEqualTo(List.of("\u00fcber"));
  }

  @Test
  void readsTheEncodingThatXmlDeclares() throws Exception {
    String text =
        "<?xml version='1.0' encoding='ISO-8859-1'?><array><string>\u00fc</string></array>";
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PropertyLists.read(latin, "test")).isEqualTo(List.of("\u00fc"));
    byte[] unknown = bytes(text.replace("ISO-8859-1", "x-none"));
    assertThatThrownBy(() -> PropertyLists.read(unknown, "test"))
        .isInstanceOf(UnsupportedFormatException.class);
  }

  @Test
  void refusesTextThatIsNotInItsEncoding() {
    byte[] latin = "<array><string>\u00fc</string></array>".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PropertyLists.read(latin, "test"))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void readsTheNotationOfNext() throws Exception {
    byte[] next = bytes("// strings\n{ CFBundleName = \"Old App\"; list = (a, b); }");
    assertThat(PropertyLists.readDictionary(next, "test"))
        .containsEntry("CFBundleName", "Old App")
        .containsEntry("list", List.of("a", "b"));
  }

  @Test
  void writesWhatItReadsInBothNotations() throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "<\u00e4 & \ud83d\ude00>");
    map.put("large", Long.MAX_VALUE);
    map.put("negative", -7L);
    map.put("half", 0.5);
    map.put("yes", true);
    map.put("when", Instant.parse("2026-11-20T01:02:03Z"));
    map.put("nested", Map.of("list", List.of("x", 1L, false)));
    assertThat(PropertyLists.readDictionary(PropertyLists.writeXml(map), "xml")).isEqualTo(map);
    assertThat(PropertyLists.readDictionary(PropertyLists.writeBinary(map), "bin")).isEqualTo(map);
  }

  @Test
  void keepsBinaryDataInBothNotations() throws Exception {
    byte[] data = {0, -1, 127, 10};
    for (byte[] written :
        List.of(
            PropertyLists.writeXml(Map.of("d", data)),
            PropertyLists.writeBinary(Map.of("d", data)))) {
      assertThat((byte[]) PropertyLists.readDictionary(written, "test").get("d")).isEqualTo(data);
    }
  }

  @Test
  void refusesToWriteWhatPropertyListsDoNotHave() {
    assertThatThrownBy(() -> PropertyLists.writeXml(Map.of("x", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheListThatIsNoDictionary() {
    assertThatThrownBy(() -> PropertyLists.readDictionary(bytes("<array/>"), "Info.plist"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("Info.plist: root is a")
        .hasMessageContaining("not a dictionary");
  }

  @Test
  void tellsOtherFilesFromDamagedLists() {
    for (String other : List.of("", "   ", "hello", "\u0000\u0001", "MZ")) {
      assertThatThrownBy(() -> PropertyLists.read(bytes(other), "x"))
          .isInstanceOf(NotThisFormatException.class);
    }
  }

  @Test
  void refusesMisplacedXml() {
    for (String bad :
        List.of(
            "<plist></plist>",
            "<dict><string>a</string></dict>",
            "<dict><key>a</key></dict>",
            "<dict><key>a</key><key>b</key><true/></dict>",
            "<array><key>a</key></array>",
            "<key>a</key>",
            "<array>text</array>",
            "<array><plist/></array>",
            "<array><integer>1e5</integer></array>",
            "<array><integer>99999999999999999999</integer></array>",
            "<array><date>yesterday</date></array>",
            "<array><data>A</data></array>",
            "<array><what/></array>",
            "<array><string><b/></string></array>",
            "<array>")) {
      assertThatThrownBy(() -> PropertyLists.read(bytes(bad), "x"))
          .as(bad)
          .isInstanceOf(CorruptException.class);
    }
  }

  private static Map<String, Object> xml(String body) throws Exception {
    return PropertyLists.readDictionary(
        bytes(APPLE + "<plist version=\"1.0\">" + body + "</plist>"), "test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
