package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the signature elements of the table of contents while it is being read. */
final class SignatureReader {

  private static final int MAX_SIGNATURES = 8;
  private static final int MAX_CERTIFICATES = 32;
  private static final int MAX_CERTIFICATE = 64 << 10;

  private final List<XarSignature> signatures = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private final List<byte[]> certificates = new ArrayList<>();
  private String style;

  static boolean isSignature(String name) {
    return "signature".equals(name) || "x-signature".equals(name);
  }

  void start(String styleAttribute, long at) throws FormatException {
    if (signatures.size() == MAX_SIGNATURES) {
      throw new LimitExceededException("xar", at, "number of signatures", MAX_SIGNATURES);
    }
    style = styleAttribute == null ? "" : styleAttribute.strip();
    fields.clear();
    certificates.clear();
  }

  /** Takes the offset or the size; one that comes twice must say the same twice. */
  void field(String name, String text, long at) throws CorruptException {
    String old = fields.putIfAbsent(name, text);
    if (old != null && !old.equals(text)) {
      throw new CorruptException("xar", at, "one signature has two different values of " + name);
    }
  }

  void certificate(String text, long at) throws FormatException {
    String base64 = text.replaceAll("\\s", "");
    if (certificates.size() == MAX_CERTIFICATES) {
      throw new LimitExceededException(
          "xar", at, "number of certificates of one signature", MAX_CERTIFICATES);
    }
    if (base64.length() > MAX_CERTIFICATE) {
      String what = "certificate of " + base64.length() + " characters";
      throw new LimitExceededException("xar", at, what, MAX_CERTIFICATE);
    }
    try {
      certificates.add(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new CorruptException("xar", at, "certificate is not base64: " + e.getMessage());
    }
  }

  void end(String element) throws CorruptException {
    long offset = Member.number(fields.getOrDefault("offset", ""), "signature offset");
    long size = Member.number(fields.getOrDefault("size", ""), "signature size");
    signatures.add(new XarSignature(element, style, offset, size, List.copyOf(certificates)));
  }

  List<XarSignature> signatures() {
    return List.copyOf(signatures);
  }
}
