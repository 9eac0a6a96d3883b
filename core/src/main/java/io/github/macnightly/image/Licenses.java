package io.github.macnightly.image;

import io.github.macnightly.udif.Resource;
import io.github.macnightly.udif.ResourceFork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The licence that an image shows before it is mounted: resource {@code LPic} 5000 holds a default
 * region, a number, and for each text its region, its resource number from 5000 on, and a flag.
 */
final class Licenses {

  private static final int FIRST = 5000;
  private static final int ENTRY = 6;

  private final ResourceFork resources;

  Licenses(ResourceFork resources) {
    this.resources = resources;
  }

  /** Returns the text for a language: the same country, the same language, the default, any. */
  Optional<String> text(Locale locale) {
    Optional<byte[]> index = find("LPic", FIRST);
    if (index.isEmpty() || index.get().length < 4) {
      return find("TEXT", FIRST).map(text -> plain(text, 0));
    }
    ByteBuffer bytes = ByteBuffer.wrap(index.get());
    int preferred = bytes.getShort(0);
    List<Choice> choices = choices(bytes);
    choices.sort((a, b) -> Integer.compare(a.rank(locale, preferred), b.rank(locale, preferred)));
    return choices.stream().map(this::read).flatMap(Optional::stream).findFirst();
  }

  private static List<Choice> choices(ByteBuffer bytes) {
    List<Choice> choices = new ArrayList<>();
    int count = bytes.getShort(2) & 0xffff;
    for (int i = 0, at = 4; i < count && at + ENTRY <= bytes.limit(); i++, at += ENTRY) {
      choices.add(new Choice(bytes.getShort(at), FIRST + bytes.getShort(at + 2)));
    }
    return choices;
  }

  private Optional<String> read(Choice choice) {
    Optional<byte[]> text = find("TEXT", choice.id);
    if (text.isPresent()) {
      return Optional.of(plain(text.get(), choice.region));
    }
    return find("RTF ", choice.id)
        .map(rich -> RichText.plain(rich, Region.encoding(choice.region)));
  }

  private Optional<byte[]> find(String type, int id) {
    return resources.resources(type).stream()
        .filter(resource -> resource.id() == id)
        .map(Resource::data)
        .findFirst();
  }

  private static String plain(byte[] text, int region) {
    return new String(text, Region.encoding(region)).replace("\r\n", "\n").replace('\r', '\n');
  }

  /** A text: its region and its resource number. */
  private record Choice(int region, int id) {

    int rank(Locale wanted, int preferred) {
      Locale own = Region.language(region);
      boolean language = own.getLanguage().equals(wanted.getLanguage());
      if (language) {
        return own.getCountry().equals(wanted.getCountry()) ? 0 : 1;
      }
      return region == preferred ? 2 : 3;
    }
  }
}
