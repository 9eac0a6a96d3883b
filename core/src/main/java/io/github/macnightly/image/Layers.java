package io.github.macnightly.image;

import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.sparse.SparseBundle;
import io.github.macnightly.sparse.SparseImage;
import io.github.macnightly.udif.UdifImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The containers around a disk, taken off one after the other: a sparse bundle or a file, then
 * encryption, then UDIF or a sparse image, then the disk.
 *
 * @param format {@code raw}, the UDIF variant such as {@code UDZO}, {@code sparse image} or {@code
 *     sparse bundle}
 * @param encrypted whether a passphrase was needed
 * @param udif the UDIF container, if that is one of the layers
 * @param disk the plain disk
 */
record Layers(String format, boolean encrypted, Optional<UdifImage> udif, Source disk)
    implements Closeable {

  private static final String RAW = "raw";

  static Layers open(Path path, Passphrases passphrases) throws IOException {
    if (Files.isDirectory(path)) {
      return bundle(path, passphrases);
    }
    Source file = Source.open(path);
    try {
      boolean encrypted = EncryptedImage.isEncrypted(file);
      Source plain = encrypted ? EncryptedImage.open(file, passphrases) : file;
      return inner(plain, encrypted, path);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Layers bundle(Path directory, Passphrases passphrases) throws IOException {
    if (!SparseBundle.isBundle(directory)) {
      boolean bands = Files.isDirectory(directory.resolve("bands"));
      throw new NotThisFormatException(
          Refusals.FORMAT,
          -1,
          bands
              ? directory + " has the bands of a sparse bundle, but no Info.plist"
              : directory + " is a directory, wanted an image");
    }
    boolean encrypted = hasKey(directory.resolve("token"));
    Source disk = SparseBundle.open(directory, passphrases);
    return new Layers("sparse bundle", encrypted, Optional.empty(), disk);
  }

  /** Returns whether a bundle is encrypted. */
  static boolean isLocked(Path bundle) throws IOException {
    return hasKey(bundle.resolve("token"));
  }

  /** The token of a bundle is empty unless the bands are encrypted. */
  private static boolean hasKey(Path token) throws IOException {
    if (!Files.isRegularFile(token, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Source file = Source.open(token)) {
      return EncryptedImage.isEncrypted(file);
    }
  }

  private static Layers inner(Source file, boolean encrypted, Path path) throws IOException {
    if (UdifImage.isUdif(file)) {
      UdifImage udif = UdifImage.open(file, path);
      return new Layers(udif.format(), encrypted, Optional.of(udif), udif.disk());
    }
    if (SparseImage.isSparse(file)) {
      return new Layers("sparse image", encrypted, Optional.empty(), SparseImage.open(file));
    }
    return new Layers(RAW, encrypted, Optional.empty(), file);
  }

  /** Returns whether there is nothing around the disk that says that it is one. */
  boolean bare() {
    return format.equals(RAW);
  }

  @Override
  public void close() throws IOException {
    if (udif.isPresent()) {
      udif.get().close();
    } else {
      disk.close();
    }
  }
}
