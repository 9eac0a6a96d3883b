package io.github.macnightly.manifests;

import io.github.macnightly.text.Excerpt;

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

  private static final int LONGEST = 1000;

  /** Cuts what may be quoted from a file that others wrote. */
  public ManifestProblem {
    manifest = Excerpt.of(manifest, LONGEST);
    keyPath = Excerpt.of(keyPath, LONGEST / 4);
    text = Excerpt.of(text, LONGEST);
  }

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
