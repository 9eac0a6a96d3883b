package io.github.macnightly.signature;

import java.time.Instant;

/**
 * What a certificate says about itself.
 *
 * @param commonName its subject's name, such as {@code Developer ID Installer: Jane Doe
 *     (A1B2C3D4E5)}, "" when it has none
 * @param teamId its subject's first organizational unit: in certificates that Apple gives to
 *     developers the team, ten letters and digits; "" when it has none
 * @param issuer common name of who issued it, "" when it has none
 * @param serialNumber in hexadecimal digits
 * @param validFrom start of its validity
 * @param validUntil end of its validity
 * @param purpose what Apple issued it for, such as {@code Developer ID Installer}, "" when it is
 *     none of the purposes known here
 * @param sha256 fingerprint, 64 hexadecimal digits
 */
public record CertificateInfo(
    String commonName,
    String teamId,
    String issuer,
    String serialNumber,
    Instant validFrom,
    Instant validUntil,
    String purpose,
    String sha256) {}
