/**
 * Manifests as Munki has them: which items a computer is to have, depending on conditions.
 *
 * <p>{@link io.github.macnightly.manifests.ManifestWalk} decides: it takes manifests from a {@link
 * io.github.macnightly.manifests.ManifestSource} (a folder or a server), asks their conditions
 * about facts and returns {@link io.github.macnightly.manifests.Decision}s, each with the manifest,
 * condition and list that it comes from. {@link io.github.macnightly.manifests.FileLint} looks for
 * mistakes without any facts; {@link io.github.macnightly.manifests.ConditionTest} tries predicates
 * on the facts of a case file.
 *
 * <p>The order of things is Munki's, since it decides who wins:
 *
 * <ul>
 *   <li>The whole tree is walked once for each list: managed_installs, managed_uninstalls,
 *       managed_updates, then the four of the local manifest, optional_installs, featured_items,
 *       what the user chose to install, default_installs, which Munki appends to those choices, and
 *       what the user chose to remove. What was taken first wins, so that an install anywhere beats
 *       a removal anywhere. These six are all lists of items that Munki's documentation of
 *       manifests knows; the seventh list of names is included_manifests.
 *   <li>In one manifest: included_manifests in order, each to its depth; then conditional_items, of
 *       which one that holds is walked like a manifest; its own list comes last.
 *   <li>The catalogs of a manifest are its own, else those of whoever includes it. A manifest
 *       without any is ignored, all that it includes with it. Conditions see them as {@code
 *       catalogs}.
 * </ul>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A manifest may include itself in a roundabout way, and two includes of each of forty
 *       manifests are 2^40 ways. A manifest that was walked for this list with these catalogs is
 *       not walked again: all that it lists was taken already.
 *   <li>A manifest can be included by more than one name: with the ending of its file and without,
 *       or by a link. It is the file that counts, under the name by which it was found first.
 *   <li>Beside the known keys stand remarks of people and tools. Only an unknown key that looks as
 *       if it was to do something is told.
 *   <li>A predicate is read once per run however many manifests hold it, and asked once per list of
 *       catalogs.
 *   <li>An item name becomes a line of a package list: one with a line break would become two.
 *   <li>The name of an included manifest comes from a file that others write; it stays below the
 *       folder or the address of the source.
 *   <li>In YAML all scalars are text here: {@code 1.10} and {@code yes} are names of items.
 * </ul>
 *
 * <p>Whatever is malformed costs itself: it becomes a {@link
 * io.github.macnightly.manifests.ManifestProblem} with manifest, key path and position, and the
 * walk goes on. Only the first manifest has to be readable. It costs all removals besides: what is
 * lost may be the very install that overrules one of them, and software that was taken away by
 * mistake is worse than software that stays a night longer.
 */
package io.github.macnightly.manifests;
