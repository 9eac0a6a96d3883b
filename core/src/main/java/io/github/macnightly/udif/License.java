package io.github.macnightly.udif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The licence that an image asks its user to agree to before it is mounted. {@code LPic} 5000 holds
 * the default region, the number of languages, and for each its region, the number of its resources
 * less 5000, and whether its script has characters of two bytes. {@code TEXT} or {@code "RTF "} of
 * that number is the licence, {@code STR#} what its window says; {@code styl} is only type faces.
 * It is the same in a property list as in a resource fork.
 *
 * @param texts the licence in all its languages, at least one; first that of the default region of
 *     the image, then the others in the order of the image
 */
public record License(List<Text> texts) {

  private static final int FIRST_ID = 5000;
  private static final int LAST_ID = 5255;
  private static final int NO_REGION = -1;
  private static final String[] KINDS = {"TEXT", "RTF "};

  /**
   * The licence in one language.
   *
   * @param language a BCP 47 tag such as {@code ja-JP}, empty for a region that is not known
   * @param text plain text with line feeds
   * @param buttons what the window around it says, if the image knows that
   */
  public record Text(String language, String text, Optional<Buttons> buttons) {}

  /**
   * The words in the window of a licence.
   *
   * @param agree on the button that accepts it
   * @param disagree on the button that refuses it
   * @param print on the button that prints it
   * @param save on the button that saves it
   * @param message what the reader is asked to do
   */
  public record Buttons(String agree, String disagree, String print, String save, String message) {}

  /** A line of the index. */
  private record Entry(int region, int id) {}

  /** Copies the list. */
  public License {
    texts = List.copyOf(texts);
  }

  /**
   * Reads the licence. What contradicts itself is left out: a licence never is a reason to refuse
   * an image.
   *
   * @return empty when the image has none
   */
  static Optional<License> read(ResourceFork fork) {
    List<Text> texts = index(fork).stream().flatMap(entry -> text(fork, entry).stream()).toList();
    if (texts.isEmpty()) {
      texts = unlisted(fork).flatMap(entry -> text(fork, entry).stream()).toList();
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(new License(texts));
  }

  /** Returns the lines of the index, those of the default region first. */
  private static List<Entry> index(ResourceFork fork) {
    List<Entry> entries = new ArrayList<>();
    Optional<byte[]> found =
        fork.resources("LPic").stream().map(Resource::data).filter(d -> d.length >= 4).findFirst();
    if (found.isPresent()) {
      ByteBuffer table = ByteBuffer.wrap(found.get());
      int preferred = table.getShort();
      int count = Math.min(table.getShort() & 0xffff, table.remaining() / 6);
      for (int i = 0; i < count; i++) {
        entries.add(new Entry(table.getShort(4 + i * 6), FIRST_ID + table.getShort(6 + i * 6)));
      }
      entries.sort(Comparator.comparing(entry -> entry.region != preferred));
    }
    return entries;
  }

  /** Returns the licences of an image whose index is missing or wrong. */
  private static Stream<Entry> unlisted(ResourceFork fork) {
    return Stream.of(KINDS)
        .flatMap(kind -> fork.resources(kind).stream())
        .filter(resource -> resource.id() >= FIRST_ID && resource.id() <= LAST_ID)
        .map(resource -> new Entry(NO_REGION, resource.id()))
        .distinct();
  }

  private static Optional<Text> text(ResourceFork fork, Entry entry) {
    MacScript script = MacScript.ofRegion(entry.region);
    Optional<String> text = find(fork, KINDS[0], entry.id).map(script::text);
    if (text.isEmpty()) {
      text = find(fork, KINDS[1], entry.id).map(rich -> RichText.plain(rich, script.charset()));
    }
    Optional<Buttons> buttons =
        find(fork, "STR#", entry.id).flatMap(strings -> buttons(strings, script));
    return text.map(t -> new Text(script.language(), t, buttons));
  }

  /** A number of strings, each behind its length; the first names the language. */
  private static Optional<Buttons> buttons(byte[] resource, MacScript script) {
    List<String> s = new ArrayList<>();
    for (int at = 2; at < resource.length && s.size() < 6; at += 1 + (resource[at] & 0xff)) {
      int end = Math.min(resource.length, at + 1 + (resource[at] & 0xff));
      s.add(script.text(Arrays.copyOfRange(resource, at + 1, end)));
    }
    return s.size() < 6
        ? Optional.empty()
        : Optional.of(new Buttons(s.get(1), s.get(2), s.get(3), s.get(4), s.get(5)));
  }

  private static Optional<byte[]> find(ResourceFork fork, String type, int id) {
    return fork.resources(type).stream().filter(r -> r.id() == id).map(Resource::data).findFirst();
  }

  /**
   * Returns the text for a reader: in the language and country, else in the language, else the
   * first.
   */
  public Text best(Locale locale) {
    Text best = texts.get(0);
    for (Text text : texts) {
      best = fitness(text, locale) > fitness(best, locale) ? text : best;
    }
    return best;
  }

  /** Returns whether the text is there in the language of a reader. */
  public boolean has(Locale locale) {
    return texts.stream().anyMatch(text -> fitness(text, locale) > 0);
  }

  private static int fitness(Text text, Locale wanted) {
    Locale own = Locale.forLanguageTag(text.language);
    if (!language(own).equals(language(wanted))) {
      return 0;
    }
    return own.getCountry().equals(wanted.getCountry()) ? 2 : 1;
  }

  /** Chinese is written in two ways, and Norwegian has two names. */
  private static String language(Locale locale) {
    return switch (locale.getLanguage()) {
      case "" -> "?";
      case "no" -> "nb";
      case "zh" -> {
        boolean old = List.of("TW", "HK", "MO").contains(locale.getCountry());
        yield old || locale.getScript().equals("Hant") ? "zh-Hant" : "zh";
      }
      default -> locale.getLanguage();
    };
  }
}
