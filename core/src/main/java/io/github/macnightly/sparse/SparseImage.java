package io.github.macnightly.sparse;

import io.github.macnightly.io.Source;
import java.io.IOException;

/** A disk in one file that grows with use ({@code .sparseimage}). */
public final class SparseImage {

  static final String FORMAT = "sparse image";

  private SparseImage() {}

  /** Says whether the file starts as a sparse image does. */
  public static boolean isSparse(Source file) throws IOException {
    return SparseHeader.isPresent(file, 0);
  }

  /**
   * Opens an image and reads its tables.
   *
   * @param file closed together with the result; stays open when this fails
   * @return the disk, with zeros where nothing was written
   * @throws io.github.macnightly.io.NotThisFormatException when the signature is missing
   * @throws io.github.macnightly.io.CorruptException when tables contradict each other or the file
   * @throws io.github.macnightly.io.UnsupportedFormatException for another version than 3
   * @throws io.github.macnightly.io.LimitExceededException for tables of over two million bands
   */
  public static Source open(Source file) throws IOException {
    SparseHeader header = SparseHeader.read(file);
    BandIndex index = BandIndex.read(file, header);
    return new BandedDisk(new StoredBands(file, index), header.bandSize(), header.size());
  }
}
