import io.github.macnightly.manifests.ManifestFile;
import io.github.macnightly.manifests.ManifestResult;
import io.github.macnightly.manifests.ManifestSource;
import io.github.macnightly.manifests.ManifestWalk;
import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Facts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times conditions. The first table is reading and asking three typical ones, in thousands a
 * second, beside what GNUstep's NSPredicate did on a machine of this kind; the second is a tree of
 * manifests, in milliseconds, the first walk being the one that a run sees.
 */
final class Conditions {

  private record Case(String predicate, double gnustepBoth, double gnustepAsk) {}

  private static final List<Case> CASES =
      List.of(
          new Case("machine_type == \"laptop\" AND os_vers BEGINSWITH \"10.7\"", 30.3, 2050),
          new Case("(major == 15 AND minor >= 3) OR major > 15", 26.7, 1270),
          new Case(
              "ANY ipv4_address CONTAINS \"192.168.161.\" AND NOT hostname BEGINSWITH \"LAB\"",
              28.9,
              980));

  private static final Facts FACTS =
      Facts.of(
          Map.of(
              "machine_type", "laptop",
              "os_vers", "10.7.2",
              "major", 15L,
              "minor", 4L,
              "hostname", "mac17",
              "arch", "arm64",
              "ipv4_address", List.of("10.0.1.5", "192.168.161.10")));

  private static int holding;

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 3; i++) {
      tree(i == 0);
    }
    System.out.println("predicate\tread and ask, k/s\tGNUstep\ttimes\task, k/s\tGNUstep\ttimes");
    for (Case each : CASES) {
      double both = best(() -> holding += Condition.parse(each.predicate).evaluate(FACTS) ? 1 : 0);
      Condition condition = Condition.parse(each.predicate);
      double ask = best(() -> holding += condition.evaluate(FACTS) ? 1 : 0);
      System.out.printf(
          "%s\t%.0f\t%.1f\t%.0f\t%.0f\t%.0f\t%.1f%n",
          each.predicate,
          both,
          each.gnustepBoth,
          both / each.gnustepBoth,
          ask,
          each.gnustepAsk,
          ask / each.gnustepAsk);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Returns thousands a second: the middle of nine rounds after three that warm up. */
  private static double best(Work work) throws Exception {
    double[] rounds = new double[9];
    for (int round = -3; round < rounds.length; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 200_000; i++) {
        work.run();
      }
      if (round >= 0) {
        rounds[round] = 200_000 / ((System.nanoTime() - start) / 1e9) / 1000;
      }
    }
    Arrays.sort(rounds);
    return rounds[rounds.length / 2];
  }

  /** A thousand manifests, each of which includes up to three others and has ten conditions. */
  private static void tree(boolean first) throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    for (int m = 0; m < 1000; m++) {
      StringBuilder text = new StringBuilder("<plist><dict>");
      if (m == 0) {
        text.append("<key>catalogs</key><array><string>production</string></array>");
      }
      text.append("<key>included_manifests</key><array>");
      for (int i = 2 * m + 1; i <= 2 * m + 2 && i < 1000; i++) {
        text.append("<string>m").append(i).append("</string>");
      }
      text.append("</array><key>conditional_items</key><array>");
      for (int c = 0; c < 10; c++) {
        text.append(
                "<dict><key>condition</key><string>machine_type == 'laptop' AND os_vers BEGINSWITH"
                    + " '10.")
            .append(c)
            .append("' AND hostname != 'x")
            .append(m)
            .append("'</string><key>managed_installs</key><array><string>item")
            .append(m * 10 + c)
            .append("</string></array></dict>");
      }
      files.put(
          "m" + m,
          text.append("</array></dict></plist>").toString().getBytes(StandardCharsets.UTF_8));
    }
    ManifestSource source =
        name ->
            Optional.ofNullable(files.get(name)).map(b -> new ManifestFile(name, name, name, b));
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long processor = thread.getCurrentThreadCpuTime();
    ManifestResult result = new ManifestWalk(source, FACTS).run(List.of("m0"));
    System.out.printf(
        "%s: %d manifests, %d different conditions, %d decisions: %.0f ms, of that %.0f on a"
            + " processor%n",
        first ? "first walk" : "again",
        result.manifests().size(),
        result.predicates(),
        result.decisions().size(),
        (System.nanoTime() - start) / 1e6,
        (thread.getCurrentThreadCpuTime() - processor) / 1e6);
  }
}
