package io.github.macnightly.inventory;

import java.util.List;

/**
 * What became of something that was installed.
 *
 * @param identifier the package, application or item
 * @param version its version, empty when it is not known
 * @param item the item of ours that brought it, null when somebody else did
 * @param checked number of paths that were looked at
 * @param seals number of applications in it whose seal was checked, too
 * @param findings what is wrong, by path
 * @param notes what could not be checked, each one line
 */
public record Verification(
    String identifier,
    String version,
    String item,
    int checked,
    int seals,
    List<Finding> findings,
    List<String> notes) {}
