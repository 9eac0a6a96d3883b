/**
 * The xar archive, the container of flat installer packages.
 *
 * <p>Layout: a big-endian header, a zlib-compressed XML table of contents (TOC), and the heap. All
 * offsets in the TOC are relative to the heap, which starts right behind the compressed TOC.
 *
 * <p>A signature ({@code signature}, {@code x-signature}) signs that stored hash and nothing else:
 * members are covered because the TOC holds their checksums, while holes in the heap and bytes
 * behind it are covered by nothing. In a signed archive the hash must exist, be of the right size
 * and lie inside the heap. Signatures are handed out unverified.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The heap stores a hash of the <em>compressed</em> TOC. It is compared when the archive is
 *       opened, and the very bytes that were hashed are those that were parsed: two readings of a
 *       file that changes meanwhile, or two parsers that disagree, made the flaw CVE-2022-42841.
 *   <li>Checksum algorithm 3 means SHA-256 in a header of 28 bytes, but "the name follows" in a
 *       longer one. The header and the TOC's {@code checksum} element must agree.
 *   <li>{@code application/x-gzip} is a zlib stream without gzip's header.
 *   <li>An extended attribute ({@code ea}) has {@code name}, {@code offset} and {@code size} of its
 *       own; only those directly below {@code file} and {@code data} describe the member.
 *   <li>Some writers repeat {@code name} or {@code type} inside one {@code file}. Equal ones are
 *       one; different ones are refused.
 *   <li>Children may come before their parent's {@code name}, so paths are known only at the end.
 *   <li>Dates such as {@code 1900-4097-00T07:49:20} occur in good packages; dates are not read.
 *   <li>Two members may share an extent; that is legal.
 * </ul>
 */
package io.github.macnightly.xar;
