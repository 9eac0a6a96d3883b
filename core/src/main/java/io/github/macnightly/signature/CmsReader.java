package io.github.macnightly.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Reads and verifies signatures of style CMS (RFC 5652). This class and {@link TimestampReader} are
 * the only ones that need Bouncy Castle, so it is loaded for packages that have such a signature,
 * and for no others.
 */
final class CmsReader {

  private static final int MAX_CERTIFICATES = 16;

  private static final Set<Integer> VERSIONS = Set.of(1, 3, 4, 5);

  /** Digests and signatures over digests that anyone can find two equal inputs for in seconds. */
  private static final Set<String> BROKEN =
      Set.of(
          "1.2.840.113549.2.2",
          "1.2.840.113549.2.4",
          "1.2.840.113549.2.5",
          "1.2.840.113549.1.1.2",
          "1.2.840.113549.1.1.3",
          "1.2.840.113549.1.1.4");

  private CmsReader() {}

  /**
   * Verifies.
   *
   * @param slot the place kept for it, padded with zeros
   * @param content what it must be a signature of
   * @param known certificates beside those that it carries
   * @throws SignatureException when it is damaged or does not match
   */
  static CmsSignature verify(byte[] slot, byte[] content, Collection<X509Certificate> known)
      throws SignatureException {
    if (isBlank(slot)) {
      throw new SignatureException("CMS signature is empty");
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(slot);
      ASN1Primitive first = new ASN1InputStream(in, slot.length).readObject();
      if (!isBlank(in.readAllBytes())) {
        throw new SignatureException("CMS signature is followed by other bytes");
      }
      ContentInfo info = ContentInfo.getInstance(first);
      CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content), info);
      return verify(data, known);
    } catch (CMSSignerDigestMismatchException e) {
      throw new SignatureException("CMS signature is not of this table of contents", e);
    } catch (IOException | CMSException | OperatorCreationException e) {
      throw new SignatureException("CMS signature is damaged: " + Text.reason(e), e);
    } catch (RuntimeException e) { // Bouncy Castle reports most damage in this way
      throw new SignatureException("CMS signature is malformed: " + Text.reason(e), e);
    } catch (StackOverflowError e) { // and has no limit to how deep it descends
      throw new SignatureException("CMS signature is nested too deep", e);
    }
  }

  private static CmsSignature verify(CMSSignedData data, Collection<X509Certificate> known)
      throws SignatureException, CMSException, OperatorCreationException, IOException {
    Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
    if (signers.size() != 1) {
      throw new SignatureException("CMS signature has " + signers.size() + " signers, wanted one");
    }
    SignerInformation info = signers.iterator().next();
    requireSound(data, info);
    if (!data.getSignedContentTypeOID().equals(PKCSObjectIdentifiers.data.getId())) {
      throw new SignatureException("CMS signature is of content that is not plain data");
    }
    List<X509Certificate> carried = certificates(data);
    Chain.requireLinked(carried, known);
    List<X509Certificate> all = new ArrayList<>(known);
    all.addAll(carried);
    X509Certificate signer = signer(info, all);
    if (!info.verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer.getPublicKey()))) {
      throw new SignatureException("CMS signature is not of this table of contents");
    }
    return new CmsSignature(signer, carried, signingTime(info), token(info, all));
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Refuses algorithms that are broken, and an envelope that is not made as RFC 5652 says: the
   * signature does not cover the envelope, and a changed one shows that somebody was there.
   */
  static void requireSound(CMSSignedData data, SignerInformation info) throws SignatureException {
    if (!data.toASN1Structure().getContentType().equals(PKCSObjectIdentifiers.signedData)) {
      throw new SignatureException("CMS signature is not of the type signed-data");
    }
    if (!VERSIONS.contains(data.getVersion()) || !VERSIONS.contains(info.getVersion())) {
      throw new SignatureException("CMS signature is of an unknown version");
    }
    if (!data.getDigestAlgorithmIDs().stream()
        .allMatch(id -> id.getAlgorithm().getId().equals(info.getDigestAlgOID()))) {
      throw new SignatureException("CMS signature names digests that it does not use");
    }
    for (String algorithm : List.of(info.getDigestAlgOID(), info.getEncryptionAlgOID())) {
      if (BROKEN.contains(algorithm)) {
        throw new SignatureException("CMS signature uses the broken algorithm " + algorithm);
      }
    }
  }

  /** Returns the certificates that a signature carries. */
  static List<X509Certificate> certificates(CMSSignedData data)
      throws SignatureException, IOException {
    Collection<X509CertificateHolder> holders = data.getCertificates().getMatches(null);
    ASN1Set set = SignedData.getInstance(data.toASN1Structure().getContent()).getCertificates();
    int entries = set == null ? 0 : set.size();
    if (entries > MAX_CERTIFICATES || entries != holders.size()) {
      throw new SignatureException(
          "CMS signature carries " + holders.size() + " certificates in " + entries + " entries");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      certificates.add(Certificates.parse(holder.getEncoded()));
    }
    return certificates;
  }

  /** Finds the certificate that a signature names as its signer's. */
  static X509Certificate signer(SignerInformation info, List<X509Certificate> certificates)
      throws SignatureException, IOException {
    for (X509Certificate certificate : certificates) {
      if (info.getSID().match(holder(certificate))) {
        return certificate;
      }
    }
    throw new SignatureException("the certificate of the CMS signature's signer is missing");
  }

  static X509CertificateHolder holder(X509Certificate certificate)
      throws SignatureException, IOException {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new SignatureException("a certificate cannot be encoded", e);
    }
  }

  private static Optional<Instant> signingTime(SignerInformation info) {
    AttributeTable signed = info.getSignedAttributes();
    Attribute time = signed == null ? null : signed.get(CMSAttributes.signingTime);
    return time == null || time.getAttrValues().size() == 0
        ? Optional.empty()
        : Optional.of(Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant());
  }

  private static Optional<TimestampToken> token(
      SignerInformation info, List<X509Certificate> known) {
    AttributeTable unsigned = info.getUnsignedAttributes();
    Attribute token =
        unsigned == null ? null : unsigned.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    return token == null
        ? Optional.empty()
        : Optional.of(TimestampReader.read(token, info.getSignature(), known));
  }
}
