package io.github.macnightly.manifests;

/**
 * Something in a manifest that cannot be used, or that contradicts something else.
 *
 * @param error whether a part of the manifest is lost; else it is a warning
 * @param manifest the manifest
 * @param keyPath where in the manifest; empty for all of it
 * @param position the character of the value that it is about, from 1; 0 for all of it
 * @param text what is wrong
 */
public record ManifestProblem(
    boolean error, String manifest, String keyPath, int position, String text) {

  static ManifestProblem error(String manifest, String keyPath, String text) {
    return new ManifestProblem(true, manifest, keyPath, 0, text);
  }

  static ManifestProblem warning(String manifest, String keyPath, String text) {
    return new ManifestProblem(false, manifest, keyPath, 0, text);
  }

  /** Returns {@code manifest: keyPath: text}. */
  @Override
  public String toString() {
    return manifest + ": " + (keyPath.isEmpty() ? "" : keyPath + ": ") + text;
  }
}
