package io.github.macnightly.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A timestamp (RFC 3161) over the value of a signature: an authority's word that the signature
 * existed at a moment. It is verified on its own; whether the authority is one to believe is told
 * by its chain.
 *
 * @param time the moment, null when the token does not verify
 * @param authority the authority's certificate, null when the token does not verify
 * @param certificates all that the token carries
 * @param failure why the token does not verify, "" when it does
 */
record TimestampToken(
    Instant time, X509Certificate authority, List<X509Certificate> certificates, String failure) {}
