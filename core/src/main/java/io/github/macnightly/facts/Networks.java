package io.github.macnightly.facts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** The ways into a network. */
@FunctionalInterface
interface Networks {

  /**
   * One of them.
   *
   * @param name its name, such as {@code eth0}
   * @param addresses its addresses
   */
  record Card(String name, List<InetAddress> addresses) {}

  /** Returns those that are up and lead out of the machine. */
  List<Card> cards() throws IOException;

  /** Asks the kernel, never the name service. */
  static Networks ofThisMachine() {
    return () -> {
      List<Card> cards = new ArrayList<>();
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        if (each.isUp() && !each.isLoopback()) {
          cards.add(new Card(each.getName(), each.inetAddresses().toList()));
        }
      }
      return cards;
    };
  }
}
