package io.github.macnightly.distribution;

/**
 * Where a product may be installed.
 *
 * @param anywhere on any volume
 * @param currentUserHome in the home directory of the user who installs
 * @param localSystem on the volume of the system
 */
public record Domains(boolean anywhere, boolean currentUserHome, boolean localSystem) {}
