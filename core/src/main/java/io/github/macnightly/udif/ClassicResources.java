package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource fork as the classic Mac OS writes it. Header: offsets of data and map, lengths of data
 * and map. Map: at 24 the offset of the type list, at 26 of the names, both from the map's start.
 * Counts are stored less one, so an empty list counts 65535.
 */
final class ClassicResources {

  private static final int HEADER = 16;
  private static final int MAP = 28;

  private final ByteBuffer fork;
  private final long at;
  private int data;
  private int types;
  private int names;
  private long budget;

  private ClassicResources(ByteBuffer fork, long at) {
    this.fork = fork;
    this.at = at;
    this.budget = fork.limit();
  }

  /**
   * Reads all resources.
   *
   * @param at where the fork lies in its file, for refusals
   */
  static ResourceFork parse(ByteBuffer fork, long at) throws CorruptException {
    ClassicResources reader = new ClassicResources(fork, at);
    try {
      return new ResourceFork(reader.all());
    } catch (IndexOutOfBoundsException e) {
      throw reader.corrupt("resource map points outside of the fork");
    }
  }

  private Map<String, List<Resource>> all() throws CorruptException {
    if (fork.limit() < HEADER + MAP) {
      throw corrupt("resource fork of " + fork.limit() + " bytes");
    }
    data = inside(fork.getInt(0), 0);
    int map = inside(fork.getInt(4), MAP);
    types = map + (fork.getShort(map + 24) & 0xffff);
    names = map + (fork.getShort(map + 26) & 0xffff);
    int count = fork.getShort(types) + 1 & 0xffff;
    Map<String, List<Resource>> byType = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int entry = types + 2 + i * 8;
      byte[] type = new byte[4];
      fork.get(entry, type);
      byType.put(new String(type, StandardCharsets.ISO_8859_1), resources(entry));
    }
    return byType;
  }

  private List<Resource> resources(int entry) throws CorruptException {
    int count = (fork.getShort(entry + 4) & 0xffff) + 1;
    int references = types + (fork.getShort(entry + 6) & 0xffff);
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      resources.add(resource(references + i * 12));
    }
    return List.copyOf(resources);
  }

  private Resource resource(int reference) throws CorruptException {
    int start = inside((long) data + (fork.getInt(reference + 4) & 0xffffff), 4);
    int length = fork.getInt(start);
    inside(start + 4L, length);
    // each byte belongs to one resource; without this a small fork could unfold to gigabytes
    budget -= 16L + length;
    if (budget < 0) {
      throw corrupt("resources overlap");
    }
    byte[] bytes = new byte[length];
    fork.get(start + 4, bytes);
    return new Resource(fork.getShort(reference), name(fork.getShort(reference + 2)), bytes);
  }

  private String name(short offset) {
    if (offset == -1) {
      return "";
    }
    int start = names + (offset & 0xffff);
    byte[] name = new byte[fork.get(start) & 0xff];
    fork.get(start + 1, name);
    return new String(name, MacScript.ROMAN);
  }

  private int inside(long offset, int length) throws CorruptException {
    if (offset < 0 || length < 0 || offset > fork.limit() - (long) length) {
      throw corrupt("resource at " + offset + "+" + length + " is outside of the fork");
    }
    return (int) offset;
  }

  private CorruptException corrupt(String detail) {
    return new CorruptException(UdifTrailer.FORMAT, at, detail);
  }
}
