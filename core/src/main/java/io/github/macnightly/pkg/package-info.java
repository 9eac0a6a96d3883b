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
 *       {@code Contents/Resources}, which holds the scripts;
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
 *   <li>{@code ._x} beside {@code x} with the AppleDouble magic is metadata of {@code x}. It may
 *       come before {@code x}, so the payload's names are read once more when the first one is met.
 *   <li>A component that a product refers to must be there; one that a metapackage lists may be
 *       absent, real ones are so, and is noted.
 *   <li>A metapackage may keep its packages beside itself ({@code ../Packages}), as on old discs,
 *       but nowhere further up.
 * </ul>
 */
package io.github.macnightly.pkg;
