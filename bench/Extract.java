package io.github.macnightly.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.InstallerPackage;
import io.github.macnightly.pkg.PayloadEntry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Does of an installation what {@code bsdtar -xf} does: writes the payloads of a package into a new
 * directory, by the same classes as pkg-install, with digests and the checksums of the package. It
 * prints the seconds and the processor seconds that this took in a virtual machine that has just
 * started, whose start is not counted.
 */
public final class Extract {

  private static final double NANOS = 1e9;

  private Extract() {}

  /** Takes the package and the directory, which must not exist. */
  public static void main(String[] arguments) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long start = System.nanoTime();
    Extraction extraction = new Extraction(Path.of(arguments[1]), ExtractionRules.PACKAGE);
    try (InstallerPackage pkg = InstallerPackage.open(Path.of(arguments[0]))) {
      for (Component component : pkg.components()) {
        component.payload((entry, content) -> write(entry, content, extraction));
      }
    }
    extraction.finish();
    System.out.printf(
        "%.3f %.3f%n",
        (System.nanoTime() - start) / NANOS, (system.getProcessCpuTime() - processor) / NANOS);
  }

  private static void write(PayloadEntry entry, InputStream content, Extraction into)
      throws IOException {
    EntryAttributes attributes =
        new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
    switch (entry.type()) {
      case DIRECTORY -> into.directory(entry.path(), attributes);
      case FILE -> into.file(entry.path(), attributes, content);
      case SYMLINK -> into.symlink(entry.path(), entry.linkTarget(), attributes);
      case HARD_LINK -> into.hardLink(entry.path(), entry.linkTarget());
      default -> into.special(entry.path());
    }
  }
}
