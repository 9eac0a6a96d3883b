package io.github.macnightly.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Makes detached CMS signatures, with a timestamp or without. */
final class CmsMaker {

  private final Authority signer;
  private Instant signingTime;
  private Authority stamper;
  private Instant stampTime;
  private boolean stampOfOther;

  CmsMaker(Authority signer) {
    this.signer = signer;
  }

  CmsMaker signedAt(Instant time) {
    signingTime = time;
    return this;
  }

  CmsMaker stamped(Authority authority, Instant time) {
    stamper = authority;
    stampTime = time;
    return this;
  }

  /** Takes the timestamp of another signature. */
  CmsMaker withForeignStamp() {
    stampOfOther = true;
    return this;
  }

  byte[] sign(byte[] content) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(info(signer, signingTime));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      CMSSignedData data = generator.generate(new CMSProcessableByteArray(content), false);
      return (stamper == null ? data : stamp(data)).getEncoded();
    } catch (GeneralSecurityException
        | OperatorCreationException
        | CMSException
        | TSPException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignerInfoGenerator info(Authority signer, Instant time)
      throws GeneralSecurityException, OperatorCreationException {
    ContentSigner content =
        new JcaContentSignerBuilder("SHA256withRSA").build(signer.keys.getPrivate());
    var builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
    if (time == null) {
      builder.setDirectSignature(true);
    } else {
      ASN1EncodableVector attributes = new ASN1EncodableVector();
      Time value = new Time(Date.from(time));
      attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(value)));
      builder.setSignedAttributeGenerator(
          new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
    }
    return builder.build(content, signer.certificate);
  }

  private CMSSignedData stamp(CMSSignedData data)
      throws GeneralSecurityException,
          OperatorCreationException,
          CMSException,
          TSPException,
          IOException {
    SignerInformation info = data.getSignerInfos().getSigners().iterator().next();
    byte[] value = info.getSignature();
    if (stampOfOther) {
      value[0] ^= 1;
    }
    byte[] imprint = MessageDigest.getInstance("SHA-256").digest(value);
    TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
    requests.setCertReq(true);
    TimeStampRequest request = requests.generate(TSPAlgorithms.SHA256, imprint);
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    var sha256 = digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256));
    ContentSigner content =
        new JcaContentSignerBuilder("SHA256withRSA").build(stamper.keys.getPrivate());
    SignerInfoGenerator stampInfo =
        new JcaSignerInfoGeneratorBuilder(digests).build(content, stamper.certificate);
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(stampInfo, sha256, new ASN1ObjectIdentifier("1.2.3.4"));
    List<X509Certificate> chain = stamper.chain();
    generator.addCertificates(new JcaCertStore(chain));
    TimeStampToken token = generator.generate(request, BigInteger.ONE, Date.from(stampTime));
    ASN1EncodableVector unsigned = new ASN1EncodableVector();
    unsigned.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(ASN1Primitive.fromByteArray(token.getEncoded()))));
    SignerInformation stamped =
        SignerInformation.replaceUnsignedAttributes(info, new AttributeTable(unsigned));
    return CMSSignedData.replaceSigners(data, new SignerInformationStore(stamped));
  }
}
