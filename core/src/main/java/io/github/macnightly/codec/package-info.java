/**
 * Compression as a service to the format rooms: one door, {@link
 * io.github.macnightly.codec.Codecs}, over the decoders of the JDK, Commons Compress, XZ for Java
 * and our own, where no library has one or a fast one.
 *
 * <p>Two shapes. A <em>chunk</em> is a few hundred kilobytes that must unpack to an exact size, as
 * in the chunk table of a disk image: bytes in, bytes out, no state, so chunks may be decoded by
 * several threads. A <em>stream</em> is as long as it likes, as the payload of a package.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A chunk may be a bomb: a thousand bytes that unpack to a million. The size that the caller
 *       expects is the size of the buffer, so nothing grows.
 *   <li>A decoder may stop happily after the last expected byte without having looked at the
 *       checksum behind it; here it must also reach its own end.
 *   <li>Libraries answer bad bytes with unchecked exceptions, {@code EOFException} or their own
 *       kinds. All become {@code CorruptException}, except a failure of the stream below, which
 *       goes through as it is: a full network disk is not a damaged archive.
 *   <li>After the first failure every further read fails likewise; a caller that swallowed one
 *       exception cannot read on behind the damage.
 *   <li>bzip2 and gzip data may be several streams one after the other (parallel compressors make
 *       such); all of them count.
 *   <li>ADC has no end mark and no checksum: its chunk must be used up exactly when the output is
 *       full. LZFSE, LZVN and LZBITMAP have an end mark, and what follows it is ignored.
 *   <li>A block of LZFSE can claim many symbols that make no output, each of no bits: such a claim
 *       is refused before they are decoded.
 *   <li>Decoders of LZ77 kind are short methods that are called often, since the first image is
 *       decoded by code that the JVM is still compiling: a loop over a whole block would stay
 *       interpreted for the first megabytes.
 *   <li>Undoing the sort of a bzip2 block is a walk through memory larger than the cache: the speed
 *       is that of the memory, unless several places of the block are walked through at once.
 *   <li>The whole result of a chunk of LZMA is in memory, so it serves as the dictionary, however
 *       large the header says that one is. Most of the time goes into bits that cannot be foreseen:
 *       wrong guesses of the processor cost more than computing both ways does.
 *   <li>So does the result of a block of a long xz or {@code pbzx} stream, up to 32 MiB: it is read
 *       from there while the rest is decoded, and only when all of it has been read the array
 *       serves the next block. With larger blocks, unknown sizes or other filters the library
 *       decodes.
 *   <li>An xz header may ask for gigabytes of dictionary: refused above 96 MiB in a stream. In a
 *       chunk that is left to the library, for its filters or its damage, the first header is cut
 *       to the size of the result; blocks behind it may ask for 8 MiB, but all get the same memory:
 *       clearing that of half a million empty blocks, which fit into a chunk, takes minutes.
 * </ul>
 */
package io.github.macnightly.codec;
