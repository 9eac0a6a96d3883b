package io.github.macnightly.distribution;

import java.util.Locale;
import java.util.Map;

/**
 * The Mac that a product would be installed on, as far as its checks may know it. Nothing is taken
 * from the machine that evaluates.
 *
 * @param osVersion such as {@code 14.5}
 * @param architecture {@code arm64}, {@code x86_64}, {@code i386} or {@code ppc}
 * @param memory bytes of main memory
 * @param processors number of processor cores
 * @param freeKilobytes room on the target volume in KiB
 * @param files the files on the target
 * @param receipts versions of the installed packages by identifier
 * @param locale the language of the user, for the string tables that the file itself holds
 * @param facts further answers of {@code sysctl} by name, such as {@code hw.model}: text or numbers
 */
public record Target(
    String osVersion,
    String architecture,
    long memory,
    int processors,
    long freeKilobytes,
    TargetFiles files,
    Map<String, String> receipts,
    Locale locale,
    Map<String, Object> facts) {

  private static final long EIGHT_GIB = 8L << 30;
  private static final long ONE_TIB_IN_KIB = 1L << 30;

  /** Copies the maps. */
  public Target {
    receipts = Map.copyOf(receipts);
    facts = Map.copyOf(facts);
  }

  /** Returns a Mac with 8 GiB of memory, 8 cores, a free volume of 1 TiB and nothing on it. */
  public static Target of(String osVersion, String architecture) {
    return new Target(
        osVersion,
        architecture,
        EIGHT_GIB,
        8,
        ONE_TIB_IN_KIB,
        TargetFiles.none(),
        Map.of(),
        Locale.ENGLISH,
        Map.of());
  }

  /** Returns the same target with files. */
  public Target withFiles(TargetFiles there) {
    return new Target(
        osVersion, architecture, memory, processors, freeKilobytes, there, receipts, locale, facts);
  }

  /** Returns the same target with installed packages, versions by identifier. */
  public Target withReceipts(Map<String, String> installed) {
    return new Target(
        osVersion,
        architecture,
        memory,
        processors,
        freeKilobytes,
        files,
        installed,
        locale,
        facts);
  }

  /** Returns the same target with other hardware: bytes of memory and processor cores. */
  public Target withHardware(long bytes, int cores) {
    return new Target(
        osVersion, architecture, bytes, cores, freeKilobytes, files, receipts, locale, facts);
  }

  /** Returns the same target with answers of {@code sysctl}, which go before our own. */
  public Target withFacts(Map<String, Object> sysctl) {
    return new Target(
        osVersion,
        architecture,
        memory,
        processors,
        freeKilobytes,
        files,
        receipts,
        locale,
        sysctl);
  }

  /** Returns the same target with a user of another language. */
  public Target withLocale(Locale language) {
    return new Target(
        osVersion,
        architecture,
        memory,
        processors,
        freeKilobytes,
        files,
        receipts,
        language,
        facts);
  }

  boolean isApple() {
    return architecture.startsWith("arm64");
  }
}
