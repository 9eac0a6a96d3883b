package io.github.macnightly.facts;

import io.github.macnightly.host.LocalHost;
import io.github.macnightly.plist.PropertyLists;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A machine whose files and programs a test writes. */
final class FakeMachine {

  static final Instant NOW = Instant.parse("2026-07-04T22:30:00Z");

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Path root;
  private final Map<String, ProcessResult> answers = new HashMap<>();
  private final Map<String, Duration> delays = new HashMap<>();
  private final List<Networks.Card> cards = new ArrayList<>();
  private boolean hangs;
  private CountDownLatch together = new CountDownLatch(0);
  private Duration cap = Duration.ofSeconds(30);
  private Clock clock = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));

  FakeMachine(Path root) {
    this.root = root;
  }

  FakeMachine file(String path, String text) throws IOException {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  FakeMachine file(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  FakeMachine plist(String path, Map<String, ?> dictionary) throws IOException {
    return file(path, PropertyLists.writeXml(dictionary));
  }

  FakeMachine answer(String command, String output) {
    return answer(command, 0, output);
  }

  FakeMachine answer(String command, int status, String output) {
    answers.put(command, new ProcessResult(status, output, "", false, false, Duration.ZERO));
    return this;
  }

  FakeMachine delay(String command, Duration delay) {
    delays.put(command, delay);
    return this;
  }

  /** Makes every program hang, those too that have an answer. */
  FakeMachine hang() {
    hangs = true;
    return this;
  }

  /** Lets no program answer before this many were asked; each gives up after 4 s. */
  FakeMachine together(int programs) {
    together = new CountDownLatch(programs);
    return this;
  }

  FakeMachine card(String name, String... addresses) throws IOException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address)); // literals ask nobody
    }
    cards.add(new Networks.Card(name, all));
    return this;
  }

  FakeMachine cap(Duration longest) {
    cap = longest;
    return this;
  }

  FakeMachine clock(String instant, String zone) {
    clock = Clock.fixed(Instant.parse(instant), ZoneId.of(zone));
    return this;
  }

  /** What a Mac has at least, so that it is taken for one. */
  FakeMachine mac(String version, String build) throws IOException {
    return plist(
        "System/Library/CoreServices/SystemVersion.plist",
        Map.of("ProductName", "macOS", "ProductVersion", version, "ProductBuildVersion", build));
  }

  Machine machine() {
    ProcessRunner runner =
        request -> {
          String command = String.join(" ", request.command());
          asked.add(command);
          Duration delay =
              hangs ? Duration.ofSeconds(60) : delays.getOrDefault(command, Duration.ZERO);
          Thread.sleep(delay.toMillis());
          together.countDown();
          if (!together.await(4, TimeUnit.SECONDS)) {
            throw new IOException(command + " was left alone");
          }
          ProcessResult answer = answers.get(command);
          if (answer == null) {
            throw new IOException("cannot run " + request.command().get(0) + ": no such program");
          }
          return answer;
        };
    return new Machine(
        new Tools(root, runner, cap),
        new LocalHost(root, runner, Map.of()),
        () -> List.copyOf(cards),
        clock);
  }

  FactSet facts() {
    return FactSet.of(machine(), FactRules.DEFAULT);
  }
}
