package io.github.macnightly.install;

import io.github.macnightly.distribution.Check;
import io.github.macnightly.distribution.ChoiceChange;
import io.github.macnightly.distribution.ChoiceChanges;
import io.github.macnightly.distribution.ChoiceState;
import io.github.macnightly.distribution.DistributionFile;
import io.github.macnightly.distribution.Evaluation;
import io.github.macnightly.distribution.LocalizedStrings;
import io.github.macnightly.distribution.PackageRef;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.pkg.RefChooser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what of a product is installed: what its script says of the target, and what the user
 * wants otherwise. A product that does not want to be installed there is refused.
 */
final class ProductChooser implements RefChooser {

  private static final List<String> LANGUAGES = List.of("en", "English");
  private static final int MAX_MESSAGE = 500;

  private final InstallContext context;
  private final Wishes wishes;
  private final boolean refuses;
  private final Set<String> notes = new LinkedHashSet<>();
  private final List<ProductChoice> choices = new ArrayList<>();

  /**
   * Makes a chooser.
   *
   * @param refuses whether a product is refused that does not want the target; one that is only
   *     looked at is not
   */
  ProductChooser(InstallContext context, Wishes wishes, boolean refuses) {
    this.context = context;
    this.wishes = wishes;
    this.refuses = refuses;
  }

  @Override
  public List<String> choose(byte[] script) throws IOException {
    return choose(script, path -> Optional.empty());
  }

  @Override
  public List<String> choose(byte[] script, Resources resources) throws IOException {
    DistributionFile product = spoken(DistributionFile.parse(script), resources);
    TargetMac mac = new TargetMac(context, wishes);
    Evaluation evaluation = product.evaluate(mac.target(), changes());
    if (!evaluation.checks().isEmpty() && mac.knownVersion().isEmpty()) {
      notes.add(
          "the product was told of macOS "
              + TargetMac.NEWEST
              + ", for the tree has no system (--os-version tells another one)");
    }
    evaluation.log().forEach(line -> context.log().detail(plain(line)));
    for (Check check : evaluation.checks()) {
      judge(product, check);
    }
    evaluation.unknownChoices().forEach(line -> notes.add(plain(line)));
    evaluation.warnings().forEach(line -> notes.add(plain(line)));
    evaluation.choices().forEach(state -> choices.add(choice(product, state)));
    return evaluation.packages().stream().map(PackageRef::id).toList();
  }

  private List<ChoiceChange> changes() throws IOException {
    return wishes.choices().length == 0 ? List.of() : ChoiceChanges.read(wishes.choices());
  }

  private static DistributionFile spoken(DistributionFile product, Resources resources)
      throws IOException {
    for (String language : LANGUAGES) {
      try {
        Optional<byte[]> table = resources.read(language + ".lproj/Localizable.strings");
        if (table.isPresent()) {
          return product.withStrings(LocalizedStrings.parse(table.get()));
        }
      } catch (FormatException damaged) {
        // Only the words of messages are lost.
        continue;
      }
    }
    return product;
  }

  private void judge(DistributionFile product, Check check) throws FormatException {
    String said = said(product, check);
    switch (check.outcome()) {
      case FAILED -> refuse(new UnsupportedFormatException("product", -1, said));
      case STOPPED -> refuse(new CorruptException("product", -1, said));
      case WARNED -> notes.add("it warns: " + said);
      case NOT_EVALUATED -> notes.add("not evaluated: " + said);
      default -> context.log().detail("passed: " + check.name());
    }
  }

  private void refuse(FormatException refusal) throws FormatException {
    if (refuses) {
      throw refusal;
    }
    notes.add("it would be refused: " + refusal.getMessage());
  }

  private static String said(DistributionFile product, Check check) {
    String title = product.title().isEmpty() ? "" : plain(product.title()) + ": ";
    String text = check.message().isEmpty() ? check.title() : check.message();
    return title + check.name() + (text.isEmpty() ? "" : ": " + plain(text));
  }

  private static String plain(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "..." : line;
  }

  private ProductChoice choice(DistributionFile product, ChoiceState state) {
    if (state.selected().value() && !state.customLocation().isEmpty()) {
      notes.add(
          "choice '"
              + plain(state.choice().id())
              + "' wants its packages in "
              + plain(state.customLocation())
              + "; they go to their own location");
    }
    return new ProductChoice(
        state.choice().id(),
        product.localized(state.choice().title()),
        product.localized(state.choice().description()),
        state.line().depth(),
        state.visible().value(),
        state.enabled().value(),
        state.selected().value(),
        state.selected().reason(),
        state.choice().packages());
  }

  /** Returns what was decided without knowing all, and what the product warns of. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the choices of all products that were asked about, from the top of their outlines. */
  List<ProductChoice> choices() {
    return List.copyOf(choices);
  }
}
