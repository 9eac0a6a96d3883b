/**
 * What is installed in a tree, whoever installed it, and whether it still is as it was.
 *
 * <p>Two kinds of books tell it. Ours are the ledgers of the state room: each path with a SHA-256.
 * Apple's are receipts: {@code var/db/receipts/ID.plist} with {@code ID.bom} since Mac OS X 10.6,
 * {@code Library/Receipts/NAME.pkg}, the package without its payload, before. A Bom tells size and
 * {@code cksum} of a file. {@link io.github.macnightly.inventory.Inventory} answers from both; what
 * changes them is in the install room.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A receipt lists the directories on the way to its files, {@code /usr/local/bin} among them.
 *       A tool that removed what a receipt lists has taken that away with the work of others. See
 *       {@link io.github.macnightly.inventory.WellKnown}.
 *   <li>Anybody who was root once has written the receipts. One whose identifier is not its file
 *       name, whose location or paths lead up, or whose parts are links is refused, not mended.
 *   <li>{@code /etc}, {@code /tmp} and {@code /var} are links on a Mac: one file has several paths,
 *       and who shares it is asked without links.
 *   <li>A Bom names the AppleDouble member {@code ._x} beside {@code x}; on disk there is only
 *       {@code x}.
 *   <li>Packages that are installed as {@code Tool-1.pkg} and later as {@code Tool-2.pkg} are two
 *       items here and one package for Apple.
 *   <li>The seal of an application finds damage, not forgery, as the signature room tells. What the
 *       application wrote into its own bundle counts as added.
 * </ul>
 */
package io.github.macnightly.inventory;
