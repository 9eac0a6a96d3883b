package io.github.macnightly.signature;

import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;

/** Makes signed archives with one member, {@code a}; sound ones and ones that lie. */
final class SignedXar {

  private static final byte[] CONTENT = "some text".getBytes(StandardCharsets.UTF_8);

  private record Slot(
      String element,
      String style,
      int size,
      List<X509Certificate> certificates,
      UnaryOperator<byte[]> signer) {}

  private final List<Slot> slots = new ArrayList<>();
  private final boolean sha256;
  private UnaryOperator<String> edit = UnaryOperator.identity();
  private byte[] trailer = {};
  private String created = "2020-06-01T00:00:00";

  SignedXar() {
    this(false);
  }

  SignedXar(boolean sha256) {
    this.sha256 = sha256;
  }

  SignedXar rsa(Authority signer) {
    return rsa(signer, digest -> signer.rsa(digest, prefix()));
  }

  SignedXar rsa(Authority signer, UnaryOperator<byte[]> maker) {
    slots.add(new Slot("signature", "RSA", 256, signer.chain(), maker));
    return this;
  }

  SignedXar cms(Authority signer, UnaryOperator<byte[]> maker) {
    slots.add(new Slot("x-signature", "CMS", 9216, signer.chain(), maker));
    return this;
  }

  /** Returns what comes before the digest in a DigestInfo. */
  String prefix() {
    return sha256 ? "3031300d060960864801650304020105000420" : "3021300906052b0e03021a05000414";
  }

  SignedXar edit(UnaryOperator<String> change) {
    edit = change;
    return this;
  }

  SignedXar trailer(byte[] bytes) {
    trailer = bytes;
    return this;
  }

  SignedXar created(String time) {
    created = time;
    return this;
  }

  byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance(sha256 ? "SHA-256" : "SHA-1").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String toc() throws GeneralSecurityException {
    int at = digest(CONTENT).length;
    String style = sha256 ? "sha256" : "sha1";
    StringBuilder xml = new StringBuilder("<xar><toc><creation-time>" + created);
    xml.append("</creation-time><checksum style=\"").append(style).append("\"><offset>0</offset>");
    xml.append("<size>").append(at).append("</size></checksum>");
    for (Slot slot : slots) {
      String head = "<%1$s style=\"%2$s\"><offset>%3$d</offset><size>%4$d</size>";
      xml.append(String.format(head, slot.element, slot.style, at, slot.size));
      xml.append("<KeyInfo><X509Data>");
      for (X509Certificate certificate : slot.certificates) {
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        xml.append("<X509Certificate>").append(base64).append("</X509Certificate>\n");
      }
      xml.append("</X509Data></KeyInfo></").append(slot.element).append('>');
      at += slot.size;
    }
    String file =
        "<file id=\"1\"><name>a</name><type>file</type><data><length>%1$d</length>"
            + "<offset>%2$d</offset><size>%1$d</size>"
            + "<encoding style=\"application/octet-stream\"/>"
            + "<archived-checksum style=\"%4$s\">%3$s</archived-checksum>"
            + "</data></file></toc></xar>";
    String sum = HexFormat.of().formatHex(digest(CONTENT));
    return xml.append(String.format(file, CONTENT.length, at, sum, style)).toString();
  }

  byte[] build() {
    try {
      byte[] plain = edit.apply(toc()).getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
        out.write(plain);
      }
      byte[] digest = digest(packed.toByteArray());
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ByteBuffer header = ByteBuffer.allocate(28).putInt(0x78617221).putInt(28 << 16 | 1);
      header.putLong(packed.size()).putLong(plain.length).putInt(sha256 ? 3 : 1);
      file.write(header.array());
      packed.writeTo(file);
      file.write(digest);
      for (Slot slot : slots) {
        file.write(Arrays.copyOf(slot.signer.apply(digest), slot.size));
      }
      file.write(CONTENT);
      file.write(trailer);
      return file.toByteArray();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Verifies it with one root trusted. */
  SignatureReport report(Authority root) throws IOException {
    return report(build(), root);
  }

  static SignatureReport report(byte[] bytes, Authority root) throws IOException {
    try (XarArchive archive = XarArchive.open(Source.of(bytes))) {
      return new SignatureVerifier(List.of(root.certificate)).verify(archive);
    }
  }
}
