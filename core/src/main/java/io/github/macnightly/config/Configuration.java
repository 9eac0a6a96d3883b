package io.github.macnightly.config;

import io.github.macnightly.text.Nearest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the administrator set, checked when it is read. */
public final class Configuration {

  private static final List<String> NAMES = Arrays.stream(Key.values()).map(Key::name).toList();

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d|)");
  private static final int MAX_DOWNLOADS = 8;

  private final String file;
  private final Map<Key, Setting> settings;
  private final List<String> warnings;

  private Configuration(String file, Map<Key, Setting> settings, List<String> warnings) {
    this.file = file;
    this.settings = settings;
    this.warnings = warnings;
  }

  /**
   * Reads the configuration of a root directory.
   *
   * @param root the directory that stands for {@code /}
   * @param explicit the file to read instead of the usual ones, or null
   * @throws ConfigurationException when there is none, or when a value is wrong
   */
  public static Configuration load(Path root, Path explicit) throws IOException {
    Path yaml = root.resolve("etc/localconfig.yml");
    Path plain = root.resolve("etc/localconfig");
    Path file = explicit != null ? explicit : Files.exists(yaml) ? yaml : plain;
    requireReadable(file);
    if (!Files.exists(file)) {
      throw new ConfigurationException(
          file.toString(),
          "there is no configuration; write one with UPDATEMASTER and UPDATEVERSION"
              + (explicit == null ? " there or in " + yaml : ""));
    }
    return check(file.toString(), ConfigurationFile.read(file));
  }

  /** A directory that may not be entered hides what is in it: that is no missing file. */
  private static void requireReadable(Path file) throws IOException {
    for (Path part = file; part != null; part = part.getParent()) {
      if (Files.isDirectory(part)) {
        if (part.equals(file)) {
          throw new ConfigurationException(file.toString(), "is a directory, wanted a file");
        }
        if (!Files.isExecutable(part)) {
          throw new AccessDeniedException(part.toString());
        }
      }
    }
  }

  /** Returns a configuration in which nothing is set, for commands that need none. */
  public static Configuration empty() {
    return new Configuration("(no configuration)", new EnumMap<>(Key.class), List.of());
  }

  private static Configuration check(String file, Map<String, Setting> found)
      throws ConfigurationException {
    Map<Key, Setting> known = new EnumMap<>(Key.class);
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, Setting> entry : found.entrySet()) {
      Optional<Key> key =
          Arrays.stream(Key.values()).filter(k -> k.name().equals(entry.getKey())).findFirst();
      if (key.isPresent()) {
        known.put(key.get(), entry.getValue());
      } else {
        warnings.add(
            entry.getValue().where()
                + ": unknown key '"
                + entry.getKey()
                + "' is ignored"
                + Nearest.advice(entry.getKey(), NAMES));
      }
    }
    Configuration configuration = new Configuration(file, known, List.copyOf(warnings));
    configuration.checkAll();
    return configuration;
  }

  private void checkAll() throws ConfigurationException {
    Addresses.check(this);
    Places.check(this);
    MailSettings.check(this);
    for (Key key :
        List.of(
            Key.CACHE_COMMON,
            Key.CACHE_COMMON_MANAGER,
            Key.CACHE_LOCAL,
            Key.REQUIRE_SIGNATURE,
            Key.KEEP_PREVIOUS,
            Key.SOFTWAREUPDATE,
            Key.IMMUTABLE)) {
      yes(key, false);
    }
    splay();
    stepDeadline();
    downloads();
    splayByHost();
  }

  /** Returns the file that was read. */
  public String file() {
    return file;
  }

  /** Returns a line for each key that is not known, with its place and the nearest known one. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns a value as it is written; an empty one counts as not set. */
  public Optional<String> text(Key key) {
    return Optional.ofNullable(settings.get(key)).map(Setting::text).filter(s -> !s.isEmpty());
  }

  /** Returns where packages and trees come from. */
  public Addresses addresses() {
    return new Addresses(this);
  }

  /** Returns whether /common/manager is synchronised. */
  public boolean syncsManager() throws ConfigurationException {
    return syncsCommon() || yes(Key.CACHE_COMMON_MANAGER, false);
  }

  /** Returns whether all of /common is synchronised. */
  public boolean syncsCommon() throws ConfigurationException {
    return yes(Key.CACHE_COMMON, false);
  }

  /** Returns whether /local is synchronised. */
  public boolean syncsLocal() throws ConfigurationException {
    return yes(Key.CACHE_LOCAL, false);
  }

  /** Returns whether packages must be signed by somebody whom Apple has certified. */
  public boolean requiresSignature() throws ConfigurationException {
    if (settings.containsKey(Key.REQUIRE_SIGNATURE) && text(Key.REQUIRE_SIGNATURE).isEmpty()) {
      // An empty value means the default elsewhere; here it would switch a check off unseen.
      throw wrong(Key.REQUIRE_SIGNATURE, "yes or no");
    }
    return yes(Key.REQUIRE_SIGNATURE, false);
  }

  /** Returns whether the version before of what is installed is kept for the way back. */
  public boolean keepsPrevious() throws ConfigurationException {
    return yes(Key.KEEP_PREVIOUS, true);
  }

  /** Returns whether Apple's software update is to run. */
  public boolean softwareUpdate() throws ConfigurationException {
    return yes(Key.SOFTWAREUPDATE, true);
  }

  /** Returns whether synchronised trees are made immutable between runs. */
  public boolean immutable() throws ConfigurationException {
    return yes(Key.IMMUTABLE, true);
  }

  /** Returns the window of the wait before a nightly run. */
  public Duration splay() throws ConfigurationException {
    return duration(Key.SPLAY, Duration.ofHours(4));
  }

  /** Returns whether the wait is a stable function of the host rather than random. */
  public boolean splayByHost() throws ConfigurationException {
    String mode = text(Key.SPLAY_MODE).orElse("random").toLowerCase(Locale.ROOT);
    if (!mode.equals("random") && !mode.equals("host")) {
      throw wrong(Key.SPLAY_MODE, "random or host");
    }
    return mode.equals("host");
  }

  /** Returns how long a script, an rsync or an Apple tool may run. */
  public Duration stepDeadline() throws ConfigurationException {
    Duration deadline = duration(Key.STEP_DEADLINE, Duration.ofHours(1));
    if (deadline.isZero()) {
      throw wrong(Key.STEP_DEADLINE, "more than 0 seconds");
    }
    return deadline;
  }

  /** Returns how many packages are downloaded at once, 1 to 8. */
  public int downloads() throws ConfigurationException {
    String text = text(Key.DOWNLOADS).orElse("2");
    if (!text.matches("[1-" + MAX_DOWNLOADS + "]")) {
      throw wrong(Key.DOWNLOADS, "a whole number from 1 to " + MAX_DOWNLOADS);
    }
    return Integer.parseInt(text);
  }

  /** Returns who gets mail, empty when nobody does. */
  public List<String> mailTo() {
    return text(Key.MAILTO).stream()
        .flatMap(s -> Arrays.stream(s.split(",")))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private boolean yes(Key key, boolean otherwise) throws ConfigurationException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get().toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on", "1" -> true;
      case "no", "false", "off", "0" -> false;
      default -> throw wrong(key, "yes or no");
    };
  }

  private Duration duration(Key key, Duration otherwise) throws ConfigurationException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(text.get().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(key, "a time such as 4h, 30m or 90s");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }

  ConfigurationException wrong(Key key, String wanted) {
    Setting setting = settings.get(key);
    String where = setting == null ? file : setting.where();
    String got = setting == null ? key + " is not set" : key + " is '" + setting.text() + "'";
    return new ConfigurationException(where, got + ", wanted " + wanted);
  }
}
