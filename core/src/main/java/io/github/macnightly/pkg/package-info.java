/**
 * Installer packages of all kinds as one model: components, each with a payload and scripts.
 *
 * <p>Kinds:
 *
 * <ul>
 *   <li><b>flat component</b>: a xar archive with {@code PackageInfo}, {@code Payload}, {@code
 *       Scripts} and {@code Bom} at its top;
 *   <li><b>flat product</b>: a xar archive with a {@code Distribution} and components in
 *       directories, chosen by the outline of choices;
 *   <li><b>bundle package</b>: a directory with {@code Contents/Info.plist}, {@code
 *       Contents/Archive.pax.gz} (cpio in spite of its name), {@code Contents/Archive.bom} and
 *       {@code Contents/Resources}, which holds the scripts; those of Mac OS X 10.0 and 10.1 have
 *       all of it there, under their own name ({@code NAME.pax.gz}, {@code NAME.bom}), and {@code
 *       NAME.info} instead of the property list;
 *   <li><b>metapackage</b>: a directory that lists packages, in {@code Info.plist} or in {@code
 *       Contents/distribution.dist}.
 * </ul>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A choice may be selected by JavaScript, which is not evaluated: such a choice is taken, and
 *       {@link io.github.macnightly.pkg.InstallerPackage#notes()} says so.
 *   <li>{@code pkg-ref} elements with one id are one reference; any of them may hold the location,
 *       with white space around it and percent-encoded.
 *   <li>The id of a reference need not be the identifier of the package that it leads to.
 *   <li>The identifier becomes the name of a receipt, so separators, "." and ".." are refused.
 *   <li>cpio writes hard links in two ways. odc repeats the data in every entry, but its inode
 *       numbers have 18 bits and collide in large trees: equal numbers with different sizes are not
 *       links, with equal sizes and different bytes they are damage. newc carries the data only in
 *       the last entry of a group; the earlier ones, of size 0, wait for it.
 *   <li>The cpio reader is our own because that of commons-compress refuses odc members of 4 GiB
 *       and more, whose field reaches to 8 GiB.
 *   <li>Everything behind the cpio trailer is ignored, yet read, because the checksums of the
 *       payload are compared at its very end.
 *   <li>{@code ._x} beside {@code x} with the AppleDouble magic is metadata of {@code x} and may
 *       come before it: such a one waits, within a budget of memory, and becomes {@link
 *       io.github.macnightly.pkg.PayloadEntry#extras()} of its owner; one that comes later is
 *       visited with the owner's extras. What nobody owns is a file.
 *   <li>newc with sums (070702) leaves the sum 0 for links and for names without content. The
 *       binary form keeps numbers of 32 bits with the high word first in either order of bytes.
 *   <li>An Apple Archive has no trailer: it ends where its bytes end. Files of one {@code HLC} are
 *       hard links. Access lists, clones and file system compression are passed over. AEA1 is
 *       encrypted and refused.
 *   <li>Payloads are unpacked on other threads than the visitor's: one for gzip and bzip2, several
 *       for pbz and for xz of several blocks. Those of xz are read out of order, so the checksum of
 *       the archive around them is compared in a second reading.
 *   <li>A script may be a file of its own, {@code NAME.dist}, which names packages in its folder.
 *   <li>A bundle package may have a script too, for its checks; it calls the package {@code .}.
 *   <li>A component that a product refers to must be there; one that a metapackage lists may be
 *       absent, real ones are so, and is noted.
 *   <li>A metapackage may keep its packages beside itself ({@code ../Packages}), as on old discs,
 *       but nowhere further up.
 * </ul>
 */
package io.github.macnightly.pkg;
