/**
 * Signatures of installer packages, and seals of application bundles.
 *
 * <p><b>Packages.</b> A flat package is a xar archive whose heap stores a digest of the table of
 * contents (TOC). That digest is what is signed, by an RSA signature (style {@code RSA}), a
 * detached CMS signature, mostly with a timestamp (style {@code CMS}), or both. Four facts are told
 * apart, because each can be true without the others:
 *
 * <ol>
 *   <li>The signature verifies: all signatures in the archive match the digest that was computed
 *       while the TOC was parsed, are of one signer, and every member has a checksum in that TOC.
 *       The members themselves are compared with those checksums when they are read.
 *   <li>It chains to Apple: the signer's certificate was issued below the Apple Root CA, which is
 *       pinned by fingerprint.
 *   <li>It was valid in time: no certificate had expired when it was signed. Only a timestamp
 *       proves that moment; without one the signer's own word is taken, and the reason says so.
 *   <li>A notarization ticket is stapled, that is, appended to the archive.
 * </ol>
 *
 * <p>What is <em>not</em> checked: revocation (it would need the network; Apple revokes the
 * certificates of malware); the ticket's own signature and whether Apple still honours it; and
 * whether the certificate is one for installers, which is only warned about. Holes in the heap and
 * bytes behind it are covered by no signature; nothing reads them, and they are warned about.
 *
 * <p>Traps: a verifier that takes the stored digest and an extractor that reads the TOC again were
 * the flaw CVE-2022-42841, hence the verifier takes the open archive. Some packages of 2020 and
 * 2021 sign the digest of the digest in the RSA block, while their CMS is normal. The place kept
 * for a CMS signature is padded with zeros. Apple's certificates hold critical extensions of
 * Apple's own. Old CMS signatures have no signed attributes, hence no signing time.
 *
 * <p><b>Bundles.</b> {@code _CodeSignature/CodeResources} lists digests of the files of an
 * application, and rules that tell which files it lists. {@link
 * io.github.macnightly.signature.BundleSeal} compares them. The list is itself sealed by the code
 * directory inside the main executable, which is not verified here: whoever can change a file can
 * change the list. So this finds damage, not forgery. Nested code is named there by the digest of
 * its code directory; only its presence is checked.
 */
package io.github.macnightly.signature;
