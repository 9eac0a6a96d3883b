package io.github.macnightly.facts;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Addresses as conditions have them: without a zone, those of IPv6 in the form of RFC 5952. */
final class Addresses {

  private static final int GROUPS = 8;

  private Addresses() {}

  static List<String> version4(List<Networks.Card> cards) {
    return all(cards)
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .toList();
  }

  /** Every interface has an address that is valid on its link only: it tells nothing. */
  static List<String> version6(List<Networks.Card> cards) {
    return all(cards)
        .filter(address -> address instanceof Inet6Address && !address.isLinkLocalAddress())
        .map(address -> shortest(address.getAddress()))
        .toList();
  }

  private static Stream<InetAddress> all(List<Networks.Card> cards) {
    return cards.stream()
        .filter(card -> !card.name().startsWith("utun"))
        .flatMap(card -> card.addresses().stream());
  }

  /** Writes 16 bytes with the first of the longest runs of zero groups, two at least, left out. */
  static String shortest(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ByteBuffer.wrap(address).getShort(2 * i) & 0xffff;
    }
    int start = 0;
    int length = 0;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    if (length < 2) {
      return hex(groups, 0, GROUPS);
    }
    return hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String hex(int[] groups, int from, int to) {
    StringJoiner joined = new StringJoiner(":");
    for (int i = from; i < to; i++) {
      joined.add(Integer.toHexString(groups[i]));
    }
    return joined.toString();
  }
}
