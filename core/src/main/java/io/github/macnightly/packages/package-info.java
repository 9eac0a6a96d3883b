/**
 * The engine of {@code pkgupdate}: a package list and a repository's index against what is
 * installed, then fetch, install, remove and record, item by item.
 *
 * <p>{@link io.github.macnightly.packages.PackagePlan} decides, reading only; {@link
 * io.github.macnightly.packages.PackageUpdate} carries a plan out. A dry run is a plan that is not
 * carried out, so it cannot differ from what a run would do.
 *
 * <p>The rule of 2006 stands: two files with the same MD5 are the same version, and an item whose
 * MD5 in the index is the recorded one is left alone. One thing is added: an item whose application
 * has vanished from the disk is installed again, for what a person sees on the disk is the truth.
 *
 * <p>Downloads of the next items run while one is installed; installing itself is one item at a
 * time, in the order of the list. A failed item does not stop the others. A site's own {@code
 * TYPE-install} in {@code /common/manager} wins over what is built in; it gets the unpacked item as
 * its argument, in the item's directory, as the chain of 2006 called it.
 */
package io.github.macnightly.packages;
