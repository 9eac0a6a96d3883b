package io.github.macnightly.bench;

import io.github.macnightly.manifests.ManifestFile;
import io.github.macnightly.manifests.ManifestResult;
import io.github.macnightly.manifests.ManifestSource;
import io.github.macnightly.manifests.ManifestWalk;
import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Facts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Times conditions in JMH. The first table is reading and asking three typical ones, in thousands a
 * second, beside what GNUstep's NSPredicate did on a machine of this kind; behind it is a tree of a
 * thousand manifests, walked once by a virtual machine that has just started, as a run does.
 */
public class Conditions {

  private static final String LAPTOP = "machine_type == \"laptop\" AND os_vers BEGINSWITH \"10.7\"";
  private static final String VERSION = "(major == 15 AND minor >= 3) OR major > 15";
  private static final String NETWORK =
      "ANY ipv4_address CONTAINS \"192.168.161.\" AND NOT hostname BEGINSWITH \"LAB\"";

  /**
   * The best of three runs of GNUstep base, on two shared processors of an AMD EPYC: thousands a
   * second, read and asked, and asked alone.
   */
  private record Peer(String version, double both, double ask) {}

  private static final Map<String, Peer> PEERS =
      Map.of(
          LAPTOP, new Peer("1.28.0", 30.3, 2050),
          VERSION, new Peer("1.28.0", 26.7, 1270),
          NETWORK, new Peer("head", 28.9, 980));

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

  /** One predicate, as text and as it was read. */
  @State(Scope.Benchmark)
  public static class Predicate {

    @Param({LAPTOP, VERSION, NETWORK})
    public String text;

    private Condition condition;

    @Setup
    public void read() throws Exception {
      condition = Condition.parse(text);
    }
  }

  /** A thousand manifests, each of which includes up to two others and has ten conditions. */
  @State(Scope.Benchmark)
  public static class Manifests {

    private final Map<String, byte[]> files = new HashMap<>();

    @Setup(Level.Trial)
    public void write() {
      for (int m = 0; m < 1000; m++) {
        files.put("m" + m, manifest(m).getBytes(StandardCharsets.UTF_8));
      }
    }

    private static String manifest(int m) {
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
        text.append("<dict><key>condition</key><string>machine_type == 'laptop' AND")
            .append(" os_vers BEGINSWITH '10.")
            .append(c)
            .append("' AND hostname != 'x")
            .append(m)
            .append("'</string><key>managed_installs</key><array><string>item")
            .append(m * 10 + c)
            .append("</string></array></dict>");
      }
      return text.append("</array></dict></plist>").toString();
    }

    private ManifestSource source() {
      return name ->
          Optional.ofNullable(files.get(name))
              .map(b -> new ManifestFile(name, name, name, name, b));
    }
  }

  @Benchmark
  public boolean readAndAsk(Predicate predicate) throws Exception {
    return Condition.parse(predicate.text).evaluate(FACTS);
  }

  @Benchmark
  public boolean ask(Predicate predicate) throws Exception {
    return predicate.condition.evaluate(FACTS);
  }

  /** What a walk took of a processor, which others on the machine change less. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Processor {
    public double millis;
  }

  @Benchmark
  public ManifestResult walk(Manifests manifests, Processor processor) throws Exception {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    ManifestResult result = new ManifestWalk(manifests.source(), FACTS).run(List.of("m0"));
    if (result.manifests().size() != 1000
        || result.predicates() != 10_000
        || result.decisions().size() != 1000) {
      throw new IllegalStateException("not the tree that was written");
    }
    processor.millis = (thread.getCurrentThreadCpuTime() - start) / 1e6;
    return result;
  }

  /** Runs all and prints the ratios. */
  public static void main(String[] args) throws RunnerException {
    double before = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Collection<RunResult> asked =
        new Runner(
                options("(readAndAsk|ask)")
                    .mode(Mode.Throughput)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .build())
            .run();
    Collection<RunResult> walked =
        new Runner(
                options("walk")
                    .mode(Mode.SingleShotTime)
                    .forks(5)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .build())
            .run();
    double after = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf("%nload average %.1f before, %.1f after%n", before, after);
    System.out.println("wanted: read and asked 20 times as fast as GNUstep; a walk in 1000 ms");
    System.out.println("predicate\twhat\tk/s\terror\tGNUstep\tk/s\ttimes");
    asked.forEach(Conditions::ratio);
    walked.forEach(
        result ->
            System.out.printf(
                "1000 manifests, 10 conditions each, first walk\tms\t%.0f\tworst\t%.0f"
                    + "\ton a processor\t%.0f%n",
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getStatistics().getMax(),
                result.getSecondaryResults().get("millis").getStatistics().getMean()));
  }

  private static ChainedOptionsBuilder options(String benchmarks) {
    return new OptionsBuilder()
        .include(Conditions.class.getName() + "\\." + benchmarks + "$")
        .timeUnit(TimeUnit.MILLISECONDS) // operations a millisecond are thousands a second
        .shouldFailOnError(true);
  }

  private static void ratio(RunResult result) {
    String text = result.getParams().getParam("text");
    Peer peer = PEERS.get(text);
    boolean both = result.getPrimaryResult().getLabel().equals("readAndAsk");
    double reference = both ? peer.both : peer.ask;
    System.out.printf(
        "%s\t%s\t%.0f\t%.0f\t%s\t%.1f\t%.1f%n",
        text,
        both ? "read and ask" : "ask",
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        peer.version,
        reference,
        result.getPrimaryResult().getScore() / reference);
  }
}
