package io.github.macnightly.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verified signature of style CMS: detached, its content is the bare digest of the table of
 * contents.
 *
 * @param signer the certificate whose key made it
 * @param certificates all that it carries
 * @param signingTime when the signer says it was made
 * @param token the timestamp, when it has one
 */
record CmsSignature(
    X509Certificate signer,
    List<X509Certificate> certificates,
    Optional<Instant> signingTime,
    Optional<TimestampToken> token) {}
