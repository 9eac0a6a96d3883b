package io.github.macnightly.pkg;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package that is a directory.
 *
 * @param archive its payload, empty when it installs nothing itself
 * @param identifier checked to be safe as a file name
 * @param installLocation absolute and plain
 */
record BundleComponent(
    BundlePlaces places,
    BundleInfo info,
    Optional<Path> archive,
    String identifier,
    String installLocation)
    implements Component {

  private static final String INFO = "Contents/Info.plist";
  private static final int MAX_BOM = 64 << 20;
  private static final int MAX_RECEIPT = 64 << 20;
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(pre|post)(flight|install|upgrade)|InstallationCheck|VolumeCheck"
              + "|.+\\.(pre|post)_(install|upgrade)");

  private BundleFiles files() {
    return places.files();
  }

  @Override
  public String version() {
    return info.version();
  }

  @Override
  public List<String> scripts() {
    try {
      Path top = files().root().resolve(places.resources());
      return files().walk(places.resources()).stream()
          .map(path -> top.relativize(path).toString())
          .filter(name -> SCRIPT.matcher(name).matches() && name.indexOf('/') < 0)
          .toList();
    } catch (IOException e) {
      return List.of(); // reading them will say why
    }
  }

  @Override
  public String scriptPath(String name) {
    return name;
  }

  @Override
  public void extractScripts(EntryVisitor visitor) throws IOException {
    Path top = files().root().resolve(places.resources());
    for (Path path : files().walk(places.resources())) {
      if (!path.equals(archive.orElse(null))) { // old packages have it among their resources
        PayloadEntry entry = entry(path, top.relativize(path).toString());
        try (InputStream in = content(path, entry)) {
          visitor.visit(entry, in);
        }
      }
    }
  }

  private static InputStream content(Path path, PayloadEntry entry) throws IOException {
    boolean file = entry.type() == PayloadEntry.Type.FILE;
    return file
        ? Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)
        : InputStream.nullInputStream();
  }

  private static PayloadEntry entry(Path path, String relative) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(
            path, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    PayloadEntry.Type type = type(path);
    return new PayloadEntry(
        relative,
        type,
        (Integer) unix.get("mode") & 07777,
        (Integer) unix.get("uid"),
        (Integer) unix.get("gid"),
        ((FileTime) unix.get("lastModifiedTime")).toInstant(),
        type == PayloadEntry.Type.DIRECTORY ? 0 : (Long) unix.get("size"),
        type == PayloadEntry.Type.SYMLINK ? Files.readSymbolicLink(path).toString() : "",
        false,
        PayloadExtras.NONE);
  }

  private static PayloadEntry.Type type(Path path) {
    if (Files.isSymbolicLink(path)) {
      return PayloadEntry.Type.SYMLINK;
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return PayloadEntry.Type.DIRECTORY;
    }
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? PayloadEntry.Type.FILE
        : PayloadEntry.Type.OTHER;
  }

  @Override
  public boolean rootVolumeOnly() {
    return info.flag("IFPkgFlagRootVolumeOnly");
  }

  @Override
  public ReceiptStyle receiptStyle() {
    return ReceiptStyle.BUNDLE;
  }

  @Override
  public String receiptName() {
    return files().name();
  }

  @Override
  public List<String> bundles() {
    return List.of();
  }

  @Override
  public List<BundleRecord> bundleRecords() {
    return List.of();
  }

  @Override
  public List<ScriptEntry> scriptEntries() {
    return scripts().stream().map(name -> new ScriptEntry(name, name, "")).toList();
  }

  @Override
  public InstallRules rules() {
    return info.rules();
  }

  @Override
  public void payload(EntryVisitor visitor) throws IOException {
    if (archive.isPresent()) {
      try (Source source = Source.open(archive.get())) {
        long limit = PayloadContainer.limit(source.size(), installKBytes());
        new Payload(new StoredFile(source), limit).visit(visitor);
      }
    }
  }

  @Override
  public boolean hasChecksum() {
    return false;
  }

  /** A file has no checksum, so it may be read in any order. */
  private record StoredFile(Source source) implements Payload.Stored {

    @Override
    public InputStream open() {
      return source.stream();
    }

    @Override
    public Optional<Source> inAnyOrder() {
      return Optional.of(source);
    }
  }

  @Override
  public Optional<Bom> bom() throws IOException {
    byte[] bytes = bomBytes();
    return bytes.length == 0 ? Optional.empty() : Optional.of(Bom.read(Source.of(bytes)));
  }

  @Override
  public byte[] bomBytes() throws IOException {
    return places.bom(MAX_BOM).orElse(new byte[0]);
  }

  @Override
  public long installKBytes() {
    return info.number("IFPkgFlagInstalledSize");
  }

  /**
   * Leaves out links: those of old packages lead to the archive. One without a property list gets
   * what it would say, for whoever reads receipts.
   */
  @Override
  public Map<String, byte[]> receiptFiles() throws IOException {
    Map<String, byte[]> kept = new LinkedHashMap<>();
    long total = 0;
    for (Path path : files().walk(places.kept())) {
      boolean regular = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      if (regular && !path.equals(archive.orElse(null))) {
        total += Files.size(path);
        if (total > MAX_RECEIPT) {
          throw new LimitExceededException("package", -1, "receipt of " + total, MAX_RECEIPT);
        }
        kept.put(files().root().relativize(path).toString(), files().read(path, MAX_RECEIPT));
      }
    }
    if (!kept.containsKey(INFO)) {
      kept.put(INFO, PropertyLists.writeXml(info.values()));
    }
    return kept;
  }
}
