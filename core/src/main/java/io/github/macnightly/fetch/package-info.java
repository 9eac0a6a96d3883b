/**
 * Brings bytes from a server or a folder here: ftp, http, https and file.
 *
 * <p>A download is streamed once, into {@code TARGET.part}, with MD5 and SHA-256 taken on the way,
 * and gets its name only when it is whole and its sums are right. {@code TARGET.part.info} beside
 * it says which version of which file the part belongs to; a part without it is worth nothing. The
 * traps:
 *
 * <ul>
 *   <li>A resume must not glue two versions together. The version is told by a strong ETag, else
 *       Last-Modified (http, sent as If-Range), or size and date (ftp). Without any of them a part
 *       is used only if a sum will prove the whole, and a whole that proves wrong after a resume is
 *       fetched once more from its start.
 *   <li>The server may answer a request for a range with the whole (200), another range, or 416:
 *       all three start over.
 *   <li>A connection that closes early looks like the end of the file. The length must be right,
 *       and for ftp the final reply too.
 *   <li>A read without a deadline waits for ever. Connecting has one, and so has each wait for the
 *       next byte; a slow line alone is no failure.
 *   <li>Some servers declare {@code Content-Encoding: x-gzip} for every .tar.gz: those bytes are
 *       the file and are never unpacked here.
 *   <li>A redirect never leads from https to http, nor out of http; credentials stay with their
 *       host.
 *   <li>In ftp a path is a line of a dialogue: control characters in it would be commands.
 *   <li>{@code java.net.http.HttpClient} takes about 200 ms to load and, while its selector thread
 *       lives, holds back the end of the JVM for 300 ms more. Small files, the index above all, are
 *       therefore read through HttpURLConnection (20 ms), and the client is stopped when the
 *       fetcher is closed.
 * </ul>
 *
 * <p>What may pass by itself (no connection, 5xx, a torn or silent body) is tried again, with
 * pauses that double and are jittered so that a lab full of machines does not come back at one
 * moment. A missing file, a refusal and a wrong sum are not. Whatever is wrong with the remote side
 * is a {@link io.github.macnightly.fetch.FetchException}; another IOException means the disk here.
 */
package io.github.macnightly.fetch;
