package io.github.macnightly.pkg;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A component in a xar archive.
 *
 * @param flat the file that holds it
 * @param prefix of its members, "" or the name of a directory with a '/'
 * @param receiptName the name of the component's package
 */
record FlatComponent(
    FlatFile flat, String prefix, PackageInfo info, String receiptName, boolean rootVolumeOnly)
    implements Component {

  private static final int MAX_INFO = 16 << 20;
  private static final int MAX_BOM = 64 << 20;

  /** Reads a component that is known to have a {@code PackageInfo}. */
  static FlatComponent read(
      FlatFile flat, String prefix, String receiptName, boolean rootVolumeOnly) throws IOException {
    XarEntry member = flat.archive().find(prefix + "PackageInfo").orElseThrow();
    PackageInfo info = PackageInfo.read(flat.archive().read(member, MAX_INFO), receiptName);
    return new FlatComponent(flat, prefix, info, receiptName, rootVolumeOnly);
  }

  @Override
  public String identifier() {
    return info.identifier();
  }

  @Override
  public String version() {
    return info.version();
  }

  @Override
  public String installLocation() {
    return info.location();
  }

  @Override
  public List<String> scripts() {
    return info.scripts().stream().map(ScriptEntry::name).distinct().toList();
  }

  @Override
  public String scriptPath(String name) {
    return info.scripts().stream()
        .filter(script -> script.name().equals(name))
        .map(ScriptEntry::path)
        .findFirst()
        .orElse(name);
  }

  @Override
  public void extractScripts(EntryVisitor visitor) throws IOException {
    visit("Scripts", 0, visitor);
  }

  @Override
  public void payload(EntryVisitor visitor) throws IOException {
    visit("Payload", info.installKBytes(), visitor);
  }

  private void visit(String name, long told, EntryVisitor visitor) throws IOException {
    XarEntry member = flat.archive().find(prefix + name).orElse(null);
    if (member != null) {
      long limit = PayloadContainer.limit(member.size(), told);
      new Payload(new StoredMember(flat.archive(), member), limit).visit(visitor);
    }
  }

  @Override
  public boolean hasChecksum() {
    return flat.archive().find(prefix + "Payload").stream()
        .noneMatch(
            e -> e.archived().style().equals("none") && e.extracted().style().equals("none"));
  }

  @Override
  public ReceiptStyle receiptStyle() {
    return ReceiptStyle.DATABASE;
  }

  @Override
  public List<String> bundles() {
    return info.bundles().stream().map(BundleRecord::path).toList();
  }

  @Override
  public List<BundleRecord> bundleRecords() {
    return info.bundles();
  }

  @Override
  public List<ScriptEntry> scriptEntries() {
    return info.scripts();
  }

  @Override
  public InstallRules rules() {
    return info.rules();
  }

  @Override
  public Optional<Bom> bom() throws IOException {
    byte[] bytes = bomBytes();
    return bytes.length == 0 ? Optional.empty() : Optional.of(Bom.read(Source.of(bytes)));
  }

  @Override
  public byte[] bomBytes() throws IOException {
    XarEntry member = flat.archive().find(prefix + "Bom").orElse(null);
    return member == null ? new byte[0] : flat.archive().read(member, MAX_BOM);
  }

  @Override
  public long installKBytes() {
    return info.installKBytes();
  }

  @Override
  public Map<String, byte[]> receiptFiles() {
    return Map.of();
  }
}
