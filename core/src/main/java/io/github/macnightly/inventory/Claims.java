package io.github.macnightly.inventory;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which of Apple's receipts name some paths. Each Bom is read once and only what was asked about is
 * kept of it, so that a Mac with a thousand receipts needs no more memory than the largest of them.
 */
public final class Claims {

  private final Map<String, String> canonical = new HashMap<>();
  private final Map<String, List<AppleReceipt>> named = new HashMap<>();

  private Claims() {}

  static Claims read(
      RootedPaths root,
      List<AppleReceipt> receipts,
      Collection<String> paths,
      Consumer<String> problems)
      throws IOException {
    Claims claims = new Claims();
    CanonicalPaths links = new CanonicalPaths(root);
    for (String path : paths) {
      String plain = links.of(path);
      claims.canonical.put(path, plain);
      claims.named.put(plain, new ArrayList<>());
    }
    for (AppleReceipt receipt : receipts) {
      try {
        claims.enter(receipt, receipt.paths(root), links);
      } catch (FormatException | NoSuchFileException e) {
        problems.accept(e.getMessage());
      }
    }
    return claims;
  }

  private void enter(AppleReceipt receipt, List<OwnedPath> owned, CanonicalPaths links)
      throws IOException {
    for (OwnedPath path : owned) {
      List<AppleReceipt> those = named.get(links.of(path.path()));
      if (those != null && !those.contains(receipt)) {
        those.add(receipt);
      }
    }
  }

  /** Returns the identifiers of the packages whose receipts name a path that was asked about. */
  public List<String> identifiers(String path) {
    return receipts(path).stream().map(AppleReceipt::identifier).distinct().toList();
  }

  List<AppleReceipt> receipts(String path) {
    return named.getOrDefault(canonical.getOrDefault(path, path), List.of());
  }

  /** Returns a path that was asked about without the links that lead to it. */
  public String canonical(String path) {
    return canonical.getOrDefault(path, path);
  }
}
