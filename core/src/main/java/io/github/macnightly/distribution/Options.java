package io.github.macnightly.distribution;

import java.util.List;

/**
 * What {@code options} elements say, all of them taken together.
 *
 * @param customize {@code allow}, {@code always} or {@code never}; "" when it is not said
 * @param hostArchitectures the architectures that the checks can run on, such as {@code arm64};
 *     empty when it is not said
 * @param requireScripts whether choices depend on scripts
 * @param allowExternalScripts whether the scripts ask to run programs
 * @param rootVolumeOnly whether the product may be installed on the volume of the system only
 */
public record Options(
    String customize,
    List<String> hostArchitectures,
    boolean requireScripts,
    boolean allowExternalScripts,
    boolean rootVolumeOnly) {}
