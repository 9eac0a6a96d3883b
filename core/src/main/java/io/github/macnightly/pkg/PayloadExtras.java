package io.github.macnightly.pkg;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an entry has beside content, mode, owner and date.
 *
 * @param flags what {@code chflags} sets, as in the {@code st_flags} of macOS
 * @param attributes extended attributes by name, Finder information among them, without the
 *     resource fork
 * @param resourceFork its bytes, none when there is no fork
 */
public record PayloadExtras(int flags, Map<String, byte[]> attributes, byte[] resourceFork) {

  /** Nothing of all that. */
  public static final PayloadExtras NONE = new PayloadExtras(0, Map.of(), new byte[0]);

  /** The attribute that holds the Finder's 32 bytes. */
  public static final String FINDER_INFO = "com.apple.FinderInfo";

  /** The name under which macOS shows the resource fork as an attribute. */
  public static final String RESOURCE_FORK = "com.apple.ResourceFork";

  /** Takes the fork out of the attributes when it is there under its name. */
  static PayloadExtras of(int flags, Map<String, byte[]> attributes) {
    byte[] fork = attributes.get(RESOURCE_FORK);
    if (fork == null) {
      return new PayloadExtras(flags, attributes, new byte[0]);
    }
    Map<String, byte[]> others = new TreeMap<>(attributes);
    others.remove(RESOURCE_FORK);
    return new PayloadExtras(flags, others, fork);
  }

  /** Returns whether there is nothing. */
  public boolean isEmpty() {
    return flags == 0 && attributes.isEmpty() && resourceFork.length == 0;
  }

  /** Adds what another source tells; that one wins where both tell something. */
  PayloadExtras with(PayloadExtras other) {
    Map<String, byte[]> all = new TreeMap<>(attributes);
    all.putAll(other.attributes);
    byte[] fork = other.resourceFork.length > 0 ? other.resourceFork : resourceFork;
    return new PayloadExtras(flags | other.flags, Map.copyOf(all), fork);
  }
}
