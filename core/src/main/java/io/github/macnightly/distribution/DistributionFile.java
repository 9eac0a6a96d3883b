package io.github.macnightly.distribution;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The script of a product: what it consists of, what it requires and what may be chosen. */
public final class DistributionFile {

  static final String FORMAT = "Distribution";

  private static final int MAX_BYTES = 8 << 20;

  private final Parts parts;
  private final Map<String, String> strings;
  private final Locale locale;

  private DistributionFile(Parts parts, Map<String, String> strings, Locale locale) {
    this.parts = parts;
    this.strings = strings;
    this.locale = locale;
  }

  /** All that a document holds. */
  record Parts(
      String title,
      Options options,
      Domains domains,
      Map<String, Choice> choices,
      List<OutlineLine> outline,
      Map<String, PackageRef> references,
      List<Requirement> requirements,
      List<String> scripts,
      List<Resource> resources,
      Map<String, Map<String, String>> strings,
      List<String> notes) {}

  /**
   * Reads a {@code Distribution} of an archive or a {@code distribution.dist} of a bundle.
   *
   * @throws FormatException when it is not well-formed, has a document type, is no installer
   *     script, places one component twice, or is over 8 MiB, 256 levels or 200,000 elements
   */
  public static DistributionFile parse(byte[] bytes) throws FormatException {
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException(FORMAT, 0, "size of " + bytes.length, MAX_BYTES);
    }
    Parts parts = new DistributionReader(XmlElement.read(bytes, FORMAT)).read();
    return new DistributionFile(parts, Map.of(), Locale.ENGLISH);
  }

  /**
   * Returns the same product with a string table, which is part of the package yet not of this
   * file; its keys go before those of the file.
   *
   * @param table such as {@link LocalizedStrings} reads it
   */
  public DistributionFile withStrings(Map<String, String> table) {
    Map<String, String> both = new LinkedHashMap<>(strings);
    both.putAll(table);
    return new DistributionFile(parts, Map.copyOf(both), locale);
  }

  /** Returns the text of a key, or the key itself, as the titles of most products are no keys. */
  public String localized(String key) {
    Map<String, String> english = parts.strings().getOrDefault("en", Map.of());
    Map<String, String> own = parts.strings().getOrDefault(locale.getLanguage(), english);
    return strings.getOrDefault(key, own.getOrDefault(key, english.getOrDefault(key, key)));
  }

  /** Returns the title in the language of the string table, "" when there is none. */
  public String title() {
    return localized(parts.title());
  }

  /** Returns what the {@code options} say. */
  public Options options() {
    return parts.options();
  }

  /** Returns where the product may be installed; anywhere when it does not tell. */
  public Domains domains() {
    return parts.domains();
  }

  /** Returns the choices by id, in the order of the file. */
  public Map<String, Choice> choices() {
    return parts.choices();
  }

  /** Returns the outline from the top down, each choice once; lines without a choice are left. */
  public List<OutlineLine> outline() {
    return parts.outline();
  }

  /** Returns the components by id, in the order in which the file first mentions them. */
  public Map<String, PackageRef> packageRefs() {
    return parts.references();
  }

  /** Returns the text of all {@code script} elements, in order. */
  public List<String> scripts() {
    return parts.scripts();
  }

  /** Returns the files that an installer with windows shows. */
  public List<Resource> resources() {
    return parts.resources();
  }

  /** Returns what was strange about the file, one line each. */
  public List<String> notes() {
    return parts.notes();
  }

  List<Requirement> requirements() {
    return parts.requirements();
  }

  /** Says whether there is a question about this product that only a script can answer. */
  public boolean needsScripts() {
    List<String> conditions = new ArrayList<>();
    parts.choices().values().forEach(choice -> conditions.addAll(choice.conditions().values()));
    parts.references().values().forEach(reference -> conditions.add(reference.active()));
    parts.requirements().forEach(requirement -> conditions.add(requirement.script()));
    return conditions.stream().anyMatch(text -> !text.isEmpty() && Literal.of(text).isEmpty());
  }

  /**
   * Decides what is installed on a target. JavaScript runs in a sandbox of its own, only where the
   * product has any, and for seconds at most; what it cannot answer is reported.
   *
   * @param changes what a user wants otherwise than the product proposes, in order
   */
  public Evaluation evaluate(Target target, List<ChoiceChange> changes) {
    DistributionFile spoken = new DistributionFile(parts, strings, target.locale());
    Evaluator.Work work = new Evaluator.Work(spoken, target, List.copyOf(changes));
    if (!needsScripts()) {
      return new Evaluator(work).run(state -> Scripts.NONE);
    }
    return Sandbox.run(
        stop -> new Evaluator(work).run(state -> new RhinoScripts(work, state, stop)),
        reason -> new Evaluator(work).run(state -> Scripts.unavailable(reason)));
  }
}
