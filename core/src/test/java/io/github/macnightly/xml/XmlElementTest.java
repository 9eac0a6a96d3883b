package io.github.macnightly.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {

  private static XmlElement read(String document, Charset charset) throws FormatException {
    return XmlElement.read(document.getBytes(charset), "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "x-MacRoman"})
  void textIsDecodedByItsMarkElseByItsDeclaration(String name) throws FormatException {
    String mark = name.equals("UTF-16LE") ? "\uFEFF" : "";
    String document = mark + "<?xml version='1.0' encoding='" + name + "'?><a b=' ü '>ä</a>";

    XmlElement root = read(document, Charset.forName(name));

    assertThat(root.text()).hasToString("ä");
    assertThat(root.word("b")).isEqualTo("ü");
  }

  @Test
  void damageIsToldWithLineAndColumn() {
    assertThatThrownBy(() -> read("<a>\n <b></c>\n</a>", StandardCharsets.UTF_8))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("XML is damaged at line 2, column ")
        .hasMessageNotContaining("ParseError");
  }

  @Test
  void anUnknownEncodingIsRefusedByName() {
    assertThatThrownBy(
            () -> read("<?xml version='1.0' encoding='none-1'?><a/>", StandardCharsets.UTF_8))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("none-1");
  }

  /** The parser must not see them: it would announce them on standard error. */
  @Test
  void bytesThatAreNoTextAreRefusedBeforeTheParserSeesThem() {
    assertThatThrownBy(() -> read("<a>\u00e4</a>", StandardCharsets.ISO_8859_1))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("bytes that are no text");
  }

  @Test
  void childrenAndTheirTextsStayInOrder() throws FormatException {
    XmlElement root = read("<a>1<b x='2'/>3<c><b x='4'/></c></a>", StandardCharsets.UTF_8);

    assertThat(root.words()).isEqualTo("13");
    assertThat(root.children()).extracting(XmlElement::name).containsExactly("b", "c");
    assertThat(root.children("b")).hasSize(1);
    assertThat(root.all("b")).extracting(b -> b.attribute("x")).containsExactly("2", "4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<a>",
        "<a></b>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a>&undeclared;</a>"
      })
  void damagedOrDangerousDocumentsAreRefused(String document) {
    assertThatThrownBy(() -> read(document, StandardCharsets.UTF_8))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> read("<a>".repeat(100_000), StandardCharsets.UTF_8))
        .isInstanceOf(LimitExceededException.class);
  }
}
