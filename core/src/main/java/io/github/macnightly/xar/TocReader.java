package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the table of contents: the members, and where the checksum of the table itself lies. */
final class TocReader {

  private static final int MAX_MEMBERS = 1_000_000;
  private static final int MAX_PATH_CHARACTERS = 64 << 20;

  private final XmlReader xml;
  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<Member> files = new ArrayDeque<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, String> checksum = new HashMap<>();
  private final SignatureReader signatures = new SignatureReader();
  private final List<long[]> attributes = new ArrayList<>();
  private final long[] attribute = new long[2];
  private String created = "";
  private String style;
  private String kind;
  private boolean sawToc;

  private TocReader(XmlReader xml) {
    this.xml = xml;
  }

  /** Reads the whole table from its XML. */
  static Toc read(InputStream in) throws IOException {
    TocReader reader = new TocReader(XmlReader.open(in, "xar"));
    while (reader.xml.next()) {
      if (reader.xml.isStart()) {
        reader.start(reader.xml.name());
      } else {
        reader.end(reader.open.pop(), reader.xml.text());
      }
    }
    return reader.finish();
  }

  /** Looks at the tags below {@code toc} and at each {@code file}; all others are only counted. */
  private void start(String name) throws IOException {
    String parent = open.peek();
    if (name.equals("file")) {
      if (!"toc".equals(parent) && !"file".equals(parent)) {
        throw new CorruptException("xar", xml.offset(), "a file element lies inside of " + parent);
      }
      startFile();
    }
    if (name.equals("checksum") && "toc".equals(parent)) {
      startChecksum();
    }
    if (SignatureReader.isSignature(name) && "toc".equals(parent)) {
      signatures.start(xml.attribute("style"), xml.offset());
    }
    if (name.equals("ea")) {
      Arrays.fill(attribute, 0);
    }
    sawToc |= name.equals("toc") && open.size() == 1 && "xar".equals(parent);
    style = xml.attribute("style");
    kind = xml.attribute("enctype");
    open.push(name);
  }

  private void startChecksum() throws CorruptException {
    String algorithm = xml.attribute("style");
    if (checksum.put("checksum", algorithm == null ? "none" : algorithm) != null) {
      throw new CorruptException("xar", xml.offset(), "two checksums of the table of contents");
    }
  }

  private void startFile() throws LimitExceededException {
    if (members.size() == MAX_MEMBERS) {
      throw new LimitExceededException("xar", xml.offset(), "number of members", MAX_MEMBERS);
    }
    Member member = new Member(files.peek());
    files.push(member);
    members.add(member);
  }

  private void end(String name, String text) throws FormatException {
    String parent = open.peek();
    if (name.equals("file")) {
      files.pop();
    } else if (name.equals("ea")) {
      endOfAttribute();
    } else if ("file".equals(parent)) {
      endOfFileField(name, text);
    } else if ("ea".equals(parent)) {
      endOfAttributeField(name, text);
    } else if ("toc".equals(parent)) {
      endOfTocField(name, text);
    } else if ("data".equals(parent) && !files.isEmpty() && "file".equals(grandparent())) {
      endOfDataField(name, text);
    } else if ("checksum".equals(parent) && "toc".equals(grandparent())) {
      endOfChecksumField(name, text.strip());
    } else if (files.isEmpty()) {
      endOfSignatureField(name, text);
    }
  }

  private void endOfTocField(String name, String text) throws CorruptException {
    if (SignatureReader.isSignature(name)) {
      signatures.end(name);
    } else if (name.equals("creation-time")) {
      created = text.strip();
    }
  }

  private void endOfChecksumField(String name, String text) throws CorruptException {
    String old = checksum.putIfAbsent(name, text);
    if (old != null && !old.equals(text)) {
      throw new CorruptException(
          "xar", xml.offset(), "the checksum has two different values of " + name);
    }
  }

  private void endOfSignatureField(String name, String text) throws FormatException {
    boolean field = name.equals("offset") || name.equals("size");
    if (field && SignatureReader.isSignature(open.peek()) && "toc".equals(grandparent())) {
      signatures.field(name, text.strip(), xml.offset());
    } else if (name.equals("X509Certificate") && isInSignature()) {
      signatures.certificate(text, xml.offset());
    }
  }

  /** Says whether the open elements are toc, signature, KeyInfo and X509Data. */
  private boolean isInSignature() {
    List<String> up = List.copyOf(open);
    return up.size() == 5
        && up.get(0).equals("X509Data")
        && up.get(1).equals("KeyInfo")
        && SignatureReader.isSignature(up.get(2));
  }

  private void endOfAttribute() throws LimitExceededException {
    if (attributes.size() == MAX_MEMBERS) {
      throw new LimitExceededException("xar", xml.offset(), "extended attributes", MAX_MEMBERS);
    }
    if (attribute[1] > 0) {
      attributes.add(attribute.clone());
    }
  }

  /** Takes the place of an extended attribute, so that it does not count as a hole. */
  private void endOfAttributeField(String name, String text) throws CorruptException {
    if (name.equals("offset") || name.equals("length")) {
      attribute[name.equals("offset") ? 0 : 1] = Member.number(text.strip(), "attribute " + name);
    }
  }

  private String grandparent() {
    String parent = open.pop();
    String result = open.peek();
    open.push(parent);
    return result;
  }

  private void endOfFileField(String name, String text) throws CorruptException {
    switch (name) {
      case "name" -> files.peek().setName(text, "base64".equals(kind), xml.offset());
      case "type", "mode" -> files.peek().set(name, text.strip(), xml.offset());
      case "link" -> files.peek().set(name, text, xml.offset());
      default -> {} // owners, dates and whatever a writer adds
    }
  }

  private void endOfDataField(String name, String text) throws CorruptException {
    Member member = files.peek();
    switch (name) {
      case "length", "offset", "size" -> member.set(name, text.strip(), xml.offset());
      case "encoding" -> member.set(name, style == null ? "" : style.strip(), xml.offset());
      case "archived-checksum", "extracted-checksum" -> {
        String which = name.substring(0, name.indexOf('-'));
        member.set(which + "-style", style == null ? "none" : style.strip(), xml.offset());
        member.set(which, text.strip(), xml.offset());
      }
      default -> {} // contents of unknown meaning
    }
  }

  private Toc finish() throws IOException {
    if (!sawToc) {
      throw new CorruptException("xar", -1, "table of contents has no xar/toc element");
    }
    Map<String, XarEntry> entries = new HashMap<>();
    List<XarEntry> ordered = new ArrayList<>(members.size());
    long characters = 0;
    for (Member member : members) {
      characters += member.path().length();
      if (characters > MAX_PATH_CHARACTERS) {
        throw new LimitExceededException("xar", -1, "length of all paths", MAX_PATH_CHARACTERS);
      }
      XarEntry entry = member.entry();
      if (entries.put(entry.path(), entry) != null) {
        throw new CorruptException(
            "xar", -1, "two members have the path " + Member.printable(entry.path()));
      }
      ordered.add(entry);
    }
    return new Toc(
        List.copyOf(ordered),
        entries,
        Map.copyOf(checksum),
        signatures.signatures(),
        attributes,
        created);
  }

  /**
   * What the table says.
   *
   * @param checksum fields of the table's own checksum, empty when it has none
   * @param signatures what says that it is signed, in the order of the table
   * @param attributes offset and length of each extended attribute in the heap, unchecked
   * @param created text of the time of its creation, "" when it tells none
   */
  record Toc(
      List<XarEntry> ordered,
      Map<String, XarEntry> byPath,
      Map<String, String> checksum,
      List<XarSignature> signatures,
      List<long[]> attributes,
      String created) {}
}
