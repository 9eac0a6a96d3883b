package io.github.macnightly.files;

import java.time.Instant;

/**
 * What an archive says of an entry beside its content.
 *
 * @param mode permission bits, with setuid (04000), setgid (02000) and sticky (01000)
 * @param uid owner
 * @param gid group
 * @param modified date of the last change, or null when the archive does not say
 */
public record EntryAttributes(int mode, int uid, int gid, Instant modified) {}
