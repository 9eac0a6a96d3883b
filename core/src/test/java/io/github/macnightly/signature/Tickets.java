package io.github.macnightly.signature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes what a stapler appends. */
final class Tickets {

  private Tickets() {}

  static byte[] trailer(byte[] ticket) {
    ByteBuffer b = ByteBuffer.allocate(32 + ticket.length).order(ByteOrder.LITTLE_ENDIAN);
    record(b, 1, 0);
    b.put(ticket);
    record(b, 2, ticket.length);
    return b.array();
  }

  private static void record(ByteBuffer b, int kind, int length) {
    b.put("t8lr".getBytes(StandardCharsets.US_ASCII));
    b.putShort((short) 1).putShort((short) kind).putInt(length).putInt(0);
  }
}
