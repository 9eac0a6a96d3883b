package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.process.SystemProcessRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class DeadlinesTest {

  private static final String PROFILER = "system_profiler SPNetworkDataType -xml";

  @TempDir Path root;

  private FakeMachine mac() throws Exception {
    return new FakeMachine(root)
        .mac("15.4.1", "24E263")
        .answer("sysctl -n hw.model", "Mac14,9")
        .answer(PROFILER, "<plist><array/></plist>");
  }

  private static long millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void slowSourceEndsAtItsDeadlineWithFallbackAndProblem() throws Exception {
    FakeMachine mac = mac().cap(Duration.ofMillis(300)).delay(PROFILER, Duration.ofSeconds(15));
    FactSet facts = mac.facts();

    assertThat(millis(() -> facts.get("ipv4_address"))).isBetween(250L, 5_000L);
    assertThat(facts.get("ipv4_address")).isEqualTo(List.of());
    assertThat(facts.problems())
        .extracting(FactProblem::line)
        .containsExactly("ipv4_address: system_profiler took more than 0.3 s; it is an empty list");
  }

  @Test
  void machineOnWhichEveryProgramHangsHasAllFactsInTheirKinds() throws Exception {
    FactSet facts = mac().file("dev/console", "").hang().cap(Duration.ofMillis(300)).facts();

    assertThat(millis(facts::all)).isLessThan(15_000);
    facts
        .all()
        .forEach((key, value) -> assertThat(Kinds.fits(facts.types().get(key), value)).isTrue());
    assertThat(facts.get("os_vers_major")).isEqualTo(15L);
    assertThat(facts.get("hour")).isEqualTo(0L);
    assertThat(facts.get("hostname")).isEqualTo("localhost");
    assertThat(facts.problems())
        .extracting(FactProblem::key)
        .containsExactly(
            "hostname",
            "arch",
            "machine_model",
            "machine_type",
            "ipv4_address",
            "ipv6_address",
            "serial_number",
            "product_name",
            "ibridge_model_name",
            "board_id",
            "device_id",
            "physical_or_virtual",
            "ram_gb",
            "filevault",
            "sip",
            "mdm");
  }

  @Test
  void slowSourceHoldsUpNoOther() throws Exception {
    FactSet facts = mac().delay(PROFILER, Duration.ofSeconds(15)).facts();
    Thread slow = new Thread(() -> facts.get("ipv4_address"));
    slow.setDaemon(true);
    slow.start();

    assertThat(millis(() -> assertThat(facts.get("machine_model")).isEqualTo("Mac14,9")))
        .isLessThan(5_000);
    assertThat(slow.isAlive()).isTrue();
    slow.interrupt();
  }

  @Test
  void sourcesThatAreWantedTogetherWorkTogether() throws Exception {
    FakeMachine mac = mac();
    String bridge = "system_profiler SPiBridgeDataType -xml";
    mac.answer(bridge, "<plist><array/></plist>");
    FactSet facts = mac.together(3).facts();

    facts.find(Set.of("ipv4_address", "ibridge_model_name", "machine_model"));

    assertThat(facts.problems()).isEmpty();
    assertThat(mac.asked).containsExactlyInAnyOrder(PROFILER, bridge, "sysctl -n hw.model");
  }

  @Test
  void answerDoesNotChangeOnceTheDeadlineHasPassed() throws Exception {
    FakeMachine mac =
        mac().cap(Duration.ofMillis(200)).delay("sysctl -n hw.model", Duration.ofMillis(1500));
    FactSet facts = mac.facts();
    assertThat(facts.get("machine_model")).isEqualTo("UNKNOWN");

    Thread.sleep(1800);

    assertThat(facts.get("machine_model")).isEqualTo("UNKNOWN");
    assertThat(mac.asked).containsExactly("sysctl -n hw.model");
  }

  @Test
  void childThatHangsIsEndedWithItsProbe() throws Exception {
    Tools tools =
        new Tools(
            root,
            request -> new SystemProcessRunner().run(request.withDirectory(root)),
            Duration.ofSeconds(3));
    Probe<String> slow =
        tools.probe("sleep", 5, () -> tools.run("sh", "-c", "echo $$ > pid; exec sleep 19"));
    assertThat(catchMessage(slow)).isEqualTo("sleep took more than 3 s");

    long pid = Long.parseLong(tools.text("pid"));
    for (int i = 0; i < 100 && ProcessHandle.of(pid).isPresent(); i++) {
      Thread.sleep(50);
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  private static String catchMessage(Probe<?> probe) {
    try {
      return "answered " + probe.await();
    } catch (java.io.IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void interruptedCallerGetsTheFallbackAndStaysInterrupted() throws Exception {
    FactSet facts = mac().delay(PROFILER, Duration.ofSeconds(15)).facts();
    Thread.currentThread().interrupt();

    Object addresses = facts.get("ipv4_address");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(addresses).isEqualTo(List.of());
  }

  @Test
  void thisMachineAnswersWithoutAMacWithinSeconds() {
    Machine machine =
        new Machine(Path.of("/"), new SystemProcessRunner(), Map.of(), Clock.systemDefaultZone());

    assertThat(millis(() -> FactSet.of(machine, FactRules.DEFAULT).all())).isLessThan(10_000);
  }
}
