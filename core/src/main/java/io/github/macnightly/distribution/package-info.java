/**
 * The script of a product archive or metapackage: its choices, what they install, and what it
 * requires of a Mac; Apple's Distribution Definition Reference and Installer JavaScript Reference.
 *
 * <p>A {@link io.github.macnightly.distribution.DistributionFile} is read once and evaluated for as
 * many {@link io.github.macnightly.distribution.Target}s as one likes. Nothing is asked of the
 * machine that evaluates: version, architecture, memory, files and receipts are those of the
 * target.
 *
 * <p>Facts and traps:
 *
 * <ul>
 *   <li>Every condition is {@code true}, {@code false} or JavaScript. The engine is only loaded
 *       where there is any.
 *   <li>{@code start_selected} holds before a user chooses. {@code selected} is evaluated after
 *       each change and may look at itself, as in {@code my.choice.selected && ready()}, and at
 *       others; so all are evaluated until nothing changes. A circle ends after 32 rounds.
 *   <li>{@code enabled} and {@code visible} concern windows; a hidden choice is installed.
 *   <li>{@code pkg-ref} elements of one id are one component. The attributes and the location may
 *       be in any of them, also in the one inside of a choice.
 *   <li>{@code os-version} outside of {@code allowed-os-versions} is no part of the reference, but
 *       a real package has it and means it; it counts.
 *   <li>{@code title} may be a key of {@code Localizable.strings}, which is UTF-16 or UTF-8.
 *   <li>A check is evaluated as far as the target is known. What a script asked for and was not
 *       told is undefined to it and listed with the outcome: running applications, the I/O
 *       registry, defaults. To run a program throws an error, which most scripts catch.
 * </ul>
 *
 * <p>Scripts come from whoever made the package. They run interpreted, on a thread of their own,
 * without any object of Java in reach. Limits: 10 million instructions, 24 MiB allocated together
 * (also what was garbage at once), 300 calls deep, 6.5 seconds; functions of the library refuse
 * texts over 256 Ki characters and lists over 10,000. What remains: a function of the library that
 * ran for long would run on in a daemon thread after the deadline, with the answer given without
 * it; none is known. On a Java that cannot count the bytes of a thread, only the sizes of texts and
 * lists are bounded.
 */
package io.github.macnightly.distribution;
