package io.github.macnightly.xar;

import java.util.List;

/**
 * A signature that the table of contents names. Its bytes lie in the heap, and {@link
 * XarArchive#read(XarSignature, int)} reads them; nothing about it has been verified.
 *
 * @param element name of its element, {@code signature} or {@code x-signature}
 * @param style how it is made, such as {@code RSA} or {@code CMS}; "" when the table does not tell
 * @param offset where its bytes lie, in bytes from the start of the heap
 * @param size bytes of the place kept for it; a shorter signature is padded with zeros
 * @param certificates X.509 certificates in DER, in the order of the table, the signer's first
 */
public record XarSignature(
    String element, String style, long offset, long size, List<byte[]> certificates) {}
