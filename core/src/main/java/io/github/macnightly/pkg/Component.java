package io.github.macnightly.pkg;

import io.github.macnightly.bom.Bom;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One installable part of a package: what a receipt is written for. */
public interface Component {

  /** Returns the identifier, which is safe to use as a file name. */
  String identifier();

  /** Returns the version as it is written; it may be any text, "0" when there is none. */
  String version();

  /**
   * Returns the directory that the paths of the payload are relative to: absolute, without "." or
   * ".." and without a '/' at its end, "/" when the package does not tell.
   */
  String installLocation();

  /** Returns the names of the scripts, such as {@code preinstall}, {@code postflight}. */
  List<String> scripts();

  /** Returns the scripts, of which several may have one name, those of single bundles. */
  List<ScriptEntry> scriptEntries();

  /**
   * Returns the path of a script below the directory that {@link #extractScripts} fills.
   *
   * @param name one of {@link #scripts()}
   */
  String scriptPath(String name);

  /**
   * Visits the scripts and all that lies beside them.
   *
   * @throws IOException when they are damaged or the visitor stops
   */
  void extractScripts(EntryVisitor visitor) throws IOException;

  /** Says whether the package may be installed to the start volume only. */
  boolean rootVolumeOnly();

  /** Returns the kind of receipt that macOS keeps of it. */
  ReceiptStyle receiptStyle();

  /** Returns the name that a receipt of the style {@code BUNDLE} has, such as {@code Foo.pkg}. */
  String receiptName();

  /** Returns the paths, relative to the payload, of the bundles that the package tells of. */
  List<String> bundles();

  /** Returns the bundles that the package tells of, with what is to be done with each. */
  List<BundleRecord> bundleRecords();

  /** Returns what the component asks of whoever installs it. */
  InstallRules rules();

  /**
   * Visits all entries in the order of the archive, except that the earlier names of a hard-linked
   * file follow the one with its content, and that a file {@code ._x} that comes before {@code x}
   * becomes {@linkplain PayloadEntry#extras() what it tells of x}. All checksums have been compared
   * when this returns: what was written before must not be used when it throws.
   *
   * @throws IOException when the payload is damaged, packed in a way not read here, unpacks to much
   *     more than the package tells, or the visitor stops
   */
  void payload(EntryVisitor visitor) throws IOException;

  /**
   * Says whether the archive around the payload has a checksum of it, which {@link #payload}
   * compares; a bundle package has none but those of its bill of materials.
   */
  boolean hasChecksum();

  /**
   * Reads the bill of materials.
   *
   * @return empty when the component has none
   */
  Optional<Bom> bom() throws IOException;

  /** Reads the bytes of the bill of materials, at most 64 MiB; empty when there is none. */
  byte[] bomBytes() throws IOException;

  /** Returns the size on disk that the package tells, in KiB; 0 when it does not. */
  long installKBytes();

  /**
   * Reads what a receipt of the style {@code BUNDLE} keeps, by relative path: the package without
   * its archive. Empty for the style {@code DATABASE}.
   */
  Map<String, byte[]> receiptFiles() throws IOException;
}
