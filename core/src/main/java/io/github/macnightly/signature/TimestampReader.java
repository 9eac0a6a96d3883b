package io.github.macnightly.signature;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Reads and verifies timestamps (RFC 3161) over the values of signatures. */
final class TimestampReader {

  private TimestampReader() {}

  /**
   * Reads and verifies; trouble ends up in {@link TimestampToken#failure}, since the signature
   * itself is fine.
   */
  static TimestampToken read(Attribute attribute, byte[] signature, List<X509Certificate> known) {
    try {
      if (attribute.getAttrValues().size() != 1) {
        throw new SignatureException(attribute.getAttrValues().size() + " timestamps, wanted one");
      }
      return verify(
          new CMSSignedData(ContentInfo.getInstance(attribute.getAttrValues().getObjectAt(0))),
          signature,
          known);
    } catch (SignatureException
        | IOException
        | CMSException
        | TSPException
        | OperatorCreationException
        | NoSuchAlgorithmException
        | RuntimeException e) { // Bouncy Castle reports most damage as the latter
      return new TimestampToken(null, null, List.of(), Text.reason(e));
    }
  }

  private static TimestampToken verify(
      CMSSignedData data, byte[] signature, List<X509Certificate> known)
      throws SignatureException,
          IOException,
          CMSException,
          TSPException,
          OperatorCreationException,
          NoSuchAlgorithmException {
    List<X509Certificate> certificates = CmsReader.certificates(data);
    Chain.requireLinked(certificates, known);
    List<X509Certificate> all = new ArrayList<>(certificates);
    all.addAll(known);
    SignerInformation info = data.getSignerInfos().getSigners().iterator().next();
    CmsReader.requireSound(data, info);
    TimeStampToken token = new TimeStampToken(data);
    MessageDigest digest =
        MessageDigest.getInstance(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
    byte[] imprint = token.getTimeStampInfo().getMessageImprintDigest();
    if (!MessageDigest.isEqual(digest.digest(signature), imprint)) {
      throw new SignatureException("it is of another signature");
    }
    X509Certificate authority = CmsReader.signer(info, all);
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
    Instant time = token.getTimeStampInfo().getGenTime().toInstant();
    return new TimestampToken(time, authority, certificates, "");
  }
}
