/**
 * What is encrypted, and what opens it: Apple's encrypted disk images, and the primitives that APFS
 * shares with nobody else here.
 *
 * <p>An encrypted image is a coat around any other kind of image. The content is cut into blocks of
 * 512 or 4096 bytes. Each is AES-CBC by itself, without padding; its initialization vector is the
 * first 16 bytes of HMAC-SHA1 over the number of the block (32 bits, big-endian). The AES key and
 * the HMAC key are random and lie in the image, encrypted by a key that PBKDF2-HMAC-SHA1 makes of
 * the passphrase. All integers are big-endian. Two headers exist:
 *
 * <ul>
 *   <li><b>version 2</b>, at the start ({@code encrcdsa}), since Mac OS X 10.3: fixed fields, a
 *       table of keys, and for each passphrase a record with its salt and one encrypted blob that
 *       holds both keys and ends in {@code CKIE} and a zero byte. Keys of another type belong to
 *       certificates.
 *   <li><b>version 1</b>, at the end ({@code cdsaencr}), 1276 bytes: each key is wrapped on its
 *       own, twice by triple DES, as CMS wraps keys.
 * </ul>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The blob is triple DES in older images and AES-192 in those of recent systems; the latter
 *       still give an initialization vector of 8 bytes, which zeros make 16.
 *   <li>There is no checksum over the content: a flipped bit in it is not found here. A wrong
 *       passphrase shows only in the padding and the end mark of the unwrapped keys.
 *   <li>The size of the content need be no multiple of anything; its last block is stored whole.
 *   <li>The header of a sparse bundle (its {@code token}) gives the content's size as 0 and has no
 *       content after it: {@link io.github.macnightly.crypt.EncryptedImage#unlock} opens it for the
 *       files that have. Blocks are then numbered through all of them.
 *   <li>The number of iterations is the author's choice of how long the reader works: those of all
 *       keys together are limited to five million, eight times what systems of 2026 write.
 * </ul>
 *
 * <p>Passphrases and the keys made of them are wiped after use as far as Java lets us: the
 * initialised ciphers of an open image hold its keys until it is no longer used. No passphrase
 * enters a message.
 */
package io.github.macnightly.crypt;
