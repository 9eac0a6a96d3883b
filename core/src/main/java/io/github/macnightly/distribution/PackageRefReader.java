package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the {@code pkg-ref} elements of one id together; each may hold a part of the facts. */
final class PackageRefReader {

  private static final int MAX_DIGITS = 15;

  private final XmlElement root;

  PackageRefReader(XmlElement root) {
    this.root = root;
  }

  Map<String, PackageRef> read() throws FormatException {
    Map<String, List<XmlElement>> byId = new LinkedHashMap<>();
    for (XmlElement element : root.all("pkg-ref")) {
      byId.computeIfAbsent(element.word("id"), id -> new ArrayList<>()).add(element);
    }
    Map<String, PackageRef> references = new LinkedHashMap<>();
    for (Map.Entry<String, List<XmlElement>> entry : byId.entrySet()) {
      references.put(entry.getKey(), merge(entry.getKey(), entry.getValue()));
    }
    return references;
  }

  private static PackageRef merge(String id, List<XmlElement> all) throws FormatException {
    return new PackageRef(
        id,
        location(id, all),
        first(all, "version"),
        first(all, "packageIdentifier"),
        kilobytes(first(all, "installKBytes")),
        first(all, "auth"),
        first(all, "onConclusion"),
        first(all, "active"),
        all.stream().flatMap(PackageRefReader::mustClose).distinct().toList());
  }

  private static String first(List<XmlElement> all, String attribute) {
    return all.stream()
        .map(element -> element.word(attribute))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String location(String id, List<XmlElement> all) throws CorruptException {
    List<String> places =
        all.stream().map(XmlElement::words).filter(text -> !text.isEmpty()).distinct().toList();
    if (places.size() > 1) {
      String both = "'" + places.get(0) + "' and '" + places.get(1) + "'";
      throw new CorruptException(
          DistributionFile.FORMAT, -1, "pkg-ref '" + id + "' lies at both " + both);
    }
    return places.isEmpty() ? "" : places.get(0);
  }

  /** Templates that were never filled in hold "%SIZE%" here. */
  private static long kilobytes(String text) {
    String whole = text.replaceFirst("\\..*", "");
    boolean number = whole.matches("[0-9]+") && whole.length() <= MAX_DIGITS;
    return number ? Long.parseLong(whole) : 0;
  }

  private static Stream<String> mustClose(XmlElement reference) {
    return reference.children("must-close").stream()
        .flatMap(close -> close.children("app").stream())
        .map(app -> app.word("id"));
  }
}
