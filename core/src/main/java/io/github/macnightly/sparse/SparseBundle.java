package io.github.macnightly.sparse;

import io.github.macnightly.crypt.BlockCipher;
import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A disk in a folder of equally long files, the bands ({@code .sparsebundle}). */
public final class SparseBundle {

  static final String FORMAT = "sparse bundle";

  private SparseBundle() {}

  /** Says whether a path is a folder that has the parts of a sparse bundle. */
  public static boolean isBundle(Path directory) throws IOException {
    return Files.exists(directory.resolve(BundleInfo.NAME))
        && Files.isDirectory(directory.resolve("bands"));
  }

  /**
   * Opens a bundle. Band files are opened when they are read, a few at a time.
   *
   * @param passphrases asked only when the bundle is encrypted
   * @return the disk, with zeros where nothing was written
   * @throws io.github.macnightly.io.NotThisFormatException when the folder is no sparse bundle
   * @throws CorruptException when its parts contradict each other, or one is a symbolic link
   * @throws io.github.macnightly.io.UnsupportedFormatException when the encryption or the version
   *     is not known
   * @throws io.github.macnightly.io.LimitExceededException for an Info.plist over 1 MiB, or for
   *     what {@link EncryptedImage} limits
   * @throws io.github.macnightly.crypt.PassphraseException when it is encrypted, and there is no
   *     passphrase or it is wrong
   */
  public static Source open(Path directory, Passphrases passphrases) throws IOException {
    BundleInfo info = BundleInfo.read(directory);
    Path bands = directory.resolve("bands");
    if (!Files.isDirectory(bands, LinkOption.NOFOLLOW_LINKS)) {
      throw BundleFile.notA(bands, "folder");
    }
    Optional<BlockCipher> cipher = cipher(directory.resolve("token"), passphrases);
    if (cipher.isPresent() && info.bandSize() % cipher.get().blockSize() != 0) {
      throw new CorruptException(
          FORMAT,
          -1,
          directory
              + ": band-size is "
              + info.bandSize()
              + ", wanted a multiple of the encrypted blocks of "
              + cipher.get().blockSize());
    }
    Bands files = new BandFiles(bands, info.bandSize(), cipher);
    return new BandedDisk(files, info.bandSize(), info.size());
  }

  /** The token of a bundle that is not encrypted is empty, or was lost in copying. */
  private static Optional<BlockCipher> cipher(Path file, Passphrases passphrases)
      throws IOException {
    Optional<BundleFile> token = BundleFile.open(file);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try (Source header = token.get()) {
      if (header.size() == 0) {
        return Optional.empty();
      }
      if (!EncryptedImage.isEncrypted(header)) {
        throw new CorruptException(
            FORMAT, -1, file + " is neither empty nor the header of an encrypted image");
      }
      return Optional.of(EncryptedImage.unlock(header, passphrases));
    }
  }
}
