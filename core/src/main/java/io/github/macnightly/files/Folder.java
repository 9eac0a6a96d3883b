package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A directory of an extraction that entries of a volume are put into. A name that stands twice in
 * it is refused. Safe for use by several threads at once.
 */
public final class Folder {

  private final Extraction extraction;
  private final String path;
  private final Path directory;

  Folder(Extraction extraction, String path, Path directory) {
    this.extraction = extraction;
    this.path = path;
    this.directory = directory;
  }

  /** Returns where this is in the extraction, "" for its top. */
  public String path() {
    return path;
  }

  /**
   * Makes a directory.
   *
   * @throws CorruptException for a name that is refused
   */
  public Folder folder(String name, EntryAttributes a, EntryExtras x) throws IOException {
    EntryNames.check(path, name);
    String below = EntryNames.path(path, name);
    extraction.requireNew(below);
    return extraction.folder(below, a, x);
  }

  /**
   * Writes a file with all that {@code in} yields.
   *
   * @return the number of bytes
   * @throws CorruptException for a name or a mode that is refused
   * @throws IOException from {@code in}, or from the disk
   */
  public long file(String name, EntryAttributes a, EntryExtras x, InputStream in)
      throws IOException {
    return extraction.maker().make(prepare(name, a, x), in);
  }

  /** Does the same with content that can be read at any place. */
  public long file(String name, EntryAttributes a, EntryExtras x, Source content)
      throws IOException {
    return extraction.maker().make(prepare(name, a, x), content);
  }

  /**
   * Begins a file that several threads are going to write.
   *
   * @param content not empty
   */
  public LargeFile largeFile(String name, EntryAttributes a, EntryExtras x, Source content)
      throws IOException {
    return new LargeFile(extraction.maker(), prepare(name, a, x), content);
  }

  private NewFile prepare(String name, EntryAttributes a, EntryExtras x) throws IOException {
    EntryNames.check(path, name);
    int mode = extraction.fileMode(path, name, a);
    return new NewFile(path, name, extraction.onDisk(directory, name), a, x, mode);
  }

  /** Notes a symbolic link, which is made when the extraction is finished. */
  public void symlink(String name, String target, EntryAttributes a, EntryExtras x)
      throws IOException {
    EntryNames.check(path, name);
    extraction.symlink(EntryNames.path(path, name), target, a, x);
  }

  /**
   * Notes another name for a file of the extraction.
   *
   * @param existing path of the file from the top of the extraction
   */
  public void hardLink(String name, String existing) throws IOException {
    EntryNames.check(path, name);
    extraction.hardLink(EntryNames.path(path, name), existing);
  }

  /** Refuses or counts a device node, a pipe or a socket. */
  public void special(String name) throws IOException {
    extraction.special(EntryNames.path(path, name));
  }
}
