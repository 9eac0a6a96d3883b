package io.github.macnightly.udif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The licence that an image shows before it is mounted, in all its languages. {@code LPic} holds
 * the default region, the number of languages, and for each its region, the number of its text less
 * 5000, and whether its script has characters of two bytes.
 */
public final class License {

  private static final int FIRST_ID = 5000;

  private final int defaultRegion;
  private final List<Text> texts;

  private License(int defaultRegion, List<Text> texts) {
    this.defaultRegion = defaultRegion;
    this.texts = texts;
  }

  /**
   * The licence in one language.
   *
   * @param region Apple's region code, such as 14 for Japan
   * @param language a BCP 47 tag such as {@code ja-JP}, empty for a region that is not known
   * @param text plain text with line feeds
   */
  public record Text(int region, String language, String text) {}

  /**
   * Reads the licence. Entries without a text are left out: a licence never is a reason to refuse
   * an image.
   *
   * @return empty when the image has none
   */
  public static Optional<License> read(ResourceFork fork) {
    List<Resource> index = fork.resources("LPic");
    if (index.isEmpty() || index.get(0).data().length < 4) {
      return Optional.empty();
    }
    ByteBuffer table = ByteBuffer.wrap(index.get(0).data());
    int defaultRegion = table.getShort();
    List<Text> texts = new ArrayList<>();
    int count = Math.min(table.getShort() & 0xffff, table.remaining() / 6);
    for (int i = 0; i < count; i++) {
      int region = table.getShort();
      int id = FIRST_ID + table.getShort();
      table.getShort();
      text(fork, id, region).ifPresent(texts::add);
    }
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(new License(defaultRegion, List.copyOf(texts)));
  }

  private static Optional<Text> text(ResourceFork fork, int id, int region) {
    MacScript script = MacScript.ofRegion(region);
    Optional<String> plain =
        find(fork, "TEXT", id).map(bytes -> new String(bytes, script.charset()));
    Optional<String> text =
        plain.or(() -> find(fork, "RTF ", id).map(bytes -> RichText.plain(bytes)));
    return text.map(t -> new Text(region, script.language(), lineFeeds(t)));
  }

  private static Optional<byte[]> find(ResourceFork fork, String type, int id) {
    return fork.resources(type).stream().filter(r -> r.id() == id).map(Resource::data).findFirst();
  }

  private static String lineFeeds(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Returns all languages in the order of the image, at least one. */
  public List<Text> texts() {
    return texts;
  }

  /**
   * Returns the text for a reader: in the language and country, else in the language, else in the
   * default region of the image, else the first.
   */
  public String best(Locale locale) {
    return texts.stream()
        .max(Comparator.comparingInt(text -> fitness(text, locale)))
        .map(Text::text)
        .orElse("");
  }

  private int fitness(Text text, Locale locale) {
    Locale of = Locale.forLanguageTag(text.language);
    int fitness = text.region == defaultRegion ? 1 : 0;
    if (!of.getLanguage().isEmpty() && of.getLanguage().equals(locale.getLanguage())) {
      fitness += of.getCountry().equals(locale.getCountry()) ? 4 : 2;
    }
    return fitness;
  }
}
