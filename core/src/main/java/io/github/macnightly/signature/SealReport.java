package io.github.macnightly.signature;

import java.util.List;

/**
 * What a bundle's list of sealed files says about the files that are there. All paths are relative
 * to {@code base}, joined with '/', sorted.
 *
 * @param sealed whether the bundle has a list at all; when not, all else is empty
 * @param base the folder that the list speaks of, relative to the bundle: {@code Contents}, {@code
 *     Versions/A}, or "" for the bundle itself
 * @param checked number of files and links whose content was found as listed
 * @param differing files and links whose content is not what the list says
 * @param missing what the list names as required and is not there
 * @param added what is there and should be listed but is not
 * @param nested code of its own inside the bundle, present, but named by a digest of its code
 *     directory, which is not checked
 * @param notes what was not checked, each one line
 */
public record SealReport(
    boolean sealed,
    String base,
    int checked,
    List<String> differing,
    List<String> missing,
    List<String> added,
    List<String> nested,
    List<String> notes) {

  /** Says whether there is a list and every file is as it says. */
  public boolean isIntact() {
    return sealed && differing.isEmpty() && missing.isEmpty() && added.isEmpty();
  }
}
