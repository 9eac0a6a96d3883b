package io.github.macnightly.bom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes Boms for tests, with one page of paths, sound ones and ones that lie. */
final class BomBuilder {

  private final List<byte[]> blocks = new ArrayList<>(List.of(new byte[0]));
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int count;
  private int forward;

  private int block(byte[] bytes) {
    blocks.add(bytes);
    return blocks.size() - 1;
  }

  BomBuilder path(int id, int parent, String name) {
    return path(id, parent, name, attributes(2, ""));
  }

  BomBuilder link(int id, int parent, String name, String target) {
    return path(id, parent, name, attributes(3, target));
  }

  private BomBuilder path(int id, int parent, String name, byte[] attributes) {
    int info = block(attributes);
    int key = block(ByteBuffer.allocate(8).putInt(id).putInt(info).array());
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int file = block(ByteBuffer.allocate(5 + text.length).putInt(parent).put(text).array());
    rows.writeBytes(ByteBuffer.allocate(8).putInt(key).putInt(file).array());
    count++;
    return this;
  }

  private static byte[] attributes(int type, String target) {
    byte[] text = target.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(32 + text.length);
    b.put((byte) type).put((byte) 1).putShort((short) 15).putShort((short) 0755);
    b.position(27);
    return b.putInt(text.length + 1).put(text).array();
  }

  /** Makes the only page of paths its own successor. */
  BomBuilder endlessPages() {
    forward = -1;
    return this;
  }

  byte[] build() {
    int page = blocks.size();
    int next = forward == 0 ? 0 : page;
    ByteBuffer leaf = ByteBuffer.allocate(12 + rows.size());
    leaf.putShort((short) 1).putShort((short) count).putInt(next).putInt(0).put(rows.toByteArray());
    block(leaf.array());
    ByteBuffer tree = ByteBuffer.allocate(21).put("tree".getBytes(StandardCharsets.US_ASCII));
    int paths = block(tree.putInt(1).putInt(page).putInt(4096).putInt(count).array());
    return assemble(paths);
  }

  private byte[] assemble(int paths) {
    int data = blocks.stream().mapToInt(block -> block.length).sum();
    int index = 4 + 8 * blocks.size();
    ByteBuffer b = ByteBuffer.allocate(512 + data + index + 14);
    b.put("BOMStore".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(blocks.size());
    b.putInt(512 + data).putInt(index).putInt(512 + data + index).putInt(14);
    b.position(512);
    blocks.forEach(b::put);
    b.putInt(blocks.size());
    int at = 512;
    for (byte[] block : blocks) {
      b.putInt(block.length == 0 ? 0 : at).putInt(block.length);
      at += block.length;
    }
    return b.putInt(1).putInt(paths).put((byte) 5).put("Paths".getBytes()).array();
  }
}
