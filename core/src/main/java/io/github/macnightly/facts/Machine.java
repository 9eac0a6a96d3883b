package io.github.macnightly.facts;

import io.github.macnightly.host.LocalHost;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The machine that we run on, as the source of facts. Nothing is asked before it is wanted, nothing
 * twice. Safe for many threads.
 */
public final class Machine {

  private static final Duration CAP = Duration.ofMinutes(1);
  private static final String VERSION = "usr/local/munki/munkilib/version.plist";
  private static final List<String> RELEASE = List.of("etc/os-release", "usr/lib/os-release");

  private final Tools tools;
  private final boolean mac;
  private final Instant instant;
  private final ZoneId zone;
  private final Questions questions = new Questions();
  private final Map<BuiltIn, Answer> answers = new EnumMap<>(BuiltIn.class);

  private record Answer(Object value, List<FactProblem> problems) {}

  /**
   * Makes a view of the machine.
   *
   * @param root where its system is: {@code /}, except in a test
   * @param runner runs its programs
   * @param environment our environment
   * @param clock tells the time, once, now, and the zone in which people here live
   */
  public Machine(Path root, ProcessRunner runner, Map<String, String> environment, Clock clock) {
    this(
        new Tools(root, runner, CAP),
        new LocalHost(root, runner, environment),
        Networks.ofThisMachine(),
        clock);
  }

  /**
   * Makes a view of a tree: system, applications and Munki are those in the tree, hardware,
   * network, users and security are those of the machine that we run on.
   *
   * @param tree holds a system; one without SystemVersion.plist and os-release is taken to have
   *     that of the machine
   * @param runner runs programs of the machine
   * @param environment our environment
   * @param clock tells the time, once, now, and the zone in which people here live
   */
  public static Machine under(
      Path tree, ProcessRunner runner, Map<String, String> environment, Clock clock) {
    Path live = Path.of("/");
    Machine machine = new Machine(live, runner, environment, clock);
    Path other = tree.toAbsolutePath().normalize();
    if (!other.equals(live)) {
      machine.system(new Tools(other, runner, CAP), new LocalHost(other, runner, environment));
    }
    return machine;
  }

  Machine(Tools tools, LocalHost host, Networks networks, Clock clock) {
    this.tools = tools;
    this.mac = host.isMac();
    this.instant = clock.instant();
    this.zone = clock.getZone();
    everywhere(host);
    system(tools, host);
    if (host.isMac()) {
      MacSources.add(questions, tools);
    } else {
      LinuxSources.add(questions, tools, networks);
    }
  }

  private void everywhere(LocalHost host) {
    Path root = tools.path("");
    questions
        .add(BuiltIn.HOSTNAME, tools.probe("uname", 5, host::node))
        .add(BuiltIn.ARCH, tools.probe("architecture", 5, host::architecture))
        .add(
            BuiltIn.DISK_FREE_GB,
            tools.probe("file system", 5, () -> Files.getFileStore(root).getUsableSpace()),
            Memory::gigabytes);
  }

  /** Takes what is installed from a tree. */
  void system(Tools tree, LocalHost system) {
    Path root = tree.path("");
    questions
        .add(BuiltIn.MUNKI_VERSION, tree.probe("version of Munki", 5, () -> munkiVersion(tree)))
        .add(
            BuiltIn.APPLICATIONS,
            tree.probe("application folders", 30, () -> Applications.below(root)));
    if (tree == tools || system.isMac() || hasRelease(root)) {
      questions
          .add(BuiltIn.OS_VERS, tree.probe("system version", 5, () -> version(system)))
          .add(BuiltIn.OS_BUILD_NUMBER, tree.probe("system version", 5, system::osBuild));
    }
  }

  private static boolean hasRelease(Path root) {
    return RELEASE.stream().anyMatch(file -> Files.isRegularFile(root.resolve(file)));
  }

  private static String version(LocalHost system) throws IOException {
    String version = system.osVersion();
    if (version.isEmpty() && system.isMac()) {
      throw new IOException("SystemVersion.plist has no ProductVersion, or cannot be read");
    }
    return version;
  }

  /** Most machines that ask do not have it, and that is no trouble. */
  private static String munkiVersion(Tools tree) throws IOException {
    Path file = tree.path(VERSION);
    if (!Files.exists(file)) {
      return null;
    }
    Object version = Tools.dictionary(file).get("CFBundleShortVersionString");
    if (version instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IOException(file + " has no CFBundleShortVersionString");
  }

  /** Returns when this view was made, the instant that all facts about time speak of. */
  Instant instant() {
    return instant;
  }

  ZoneId zone() {
    return zone;
  }

  /** Starts the sources of these facts, so that they work at the same time. */
  void start(Collection<BuiltIn> facts) {
    facts.forEach(questions::start);
  }

  /** Returns a fact that a source tells, or what stands for it when its source has failed. */
  Object get(BuiltIn fact) {
    return answer(fact).value();
  }

  /**
   * Returns what the machine keeps as long as it is the same one. On a Mac that is its serial
   * number, else the UUID of its hardware. Linux tells the serial number to root only, so there
   * {@code /etc/machine-id} comes first. Without any it is the name, up to the first dot, since the
   * rest changes with the network.
   */
  String identity() {
    Object serial = get(BuiltIn.SERIAL_NUMBER);
    if (mac && Derived.isSerial(serial)) {
      return serial.toString();
    }
    String identity = questions.identity();
    if (!identity.isEmpty()) {
      return identity;
    }
    return Derived.isSerial(serial)
        ? serial.toString()
        : get(BuiltIn.HOSTNAME).toString().split("\\.", 2)[0];
  }

  private Answer answer(BuiltIn fact) {
    synchronized (answers) {
      Answer known = answers.get(fact);
      if (known != null) {
        return known;
      }
    }
    Answer found = ask(fact); // not under the lock: others need not wait for a slow source
    synchronized (answers) {
      Answer first = answers.putIfAbsent(fact, found);
      return first == null ? found : first;
    }
  }

  private Answer ask(BuiltIn fact) {
    try {
      Object value = questions.ask(fact);
      return new Answer(value == null ? fact.fallback() : value, List.of());
    } catch (IOException e) {
      Object fallback = fact.fallback();
      String now = fallback == null ? "not known" : Kinds.show(fallback);
      return new Answer(
          fallback, List.of(new FactProblem(fact.key(), e.getMessage() + "; it is " + now)));
    }
  }

  /** Returns what has gone wrong up to now, in the order of the facts. */
  List<FactProblem> problems() {
    List<FactProblem> problems = new ArrayList<>();
    synchronized (answers) {
      answers.values().forEach(answer -> problems.addAll(answer.problems()));
    }
    return problems;
  }
}
