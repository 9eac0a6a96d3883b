package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resources in a property list: {@code resource-fork} holds arrays of dictionaries by type. */
final class ListedResources {

  private ListedResources() {}

  static ResourceFork parse(Map<String, Object> list, UdifTrailer.Range at)
      throws CorruptException {
    if (!(list.get("resource-fork") instanceof Map<?, ?> types)) {
      throw new CorruptException(
          UdifTrailer.FORMAT, at.offset(), "property list has no dictionary resource-fork");
    }
    Map<String, List<Resource>> byType = new LinkedHashMap<>();
    for (Map.Entry<?, ?> type : types.entrySet()) {
      byType.put((String) type.getKey(), resources(type, at));
    }
    return new ResourceFork(byType);
  }

  private static List<Resource> resources(Map.Entry<?, ?> type, UdifTrailer.Range at)
      throws CorruptException {
    List<Resource> resources = new ArrayList<>();
    if (type.getValue() instanceof List<?> entries) {
      for (Object entry : entries) {
        resources.add(resource(entry, type.getKey(), at));
      }
    }
    return List.copyOf(resources);
  }

  private static Resource resource(Object entry, Object type, UdifTrailer.Range at)
      throws CorruptException {
    if (entry instanceof Map<?, ?> map && map.get("Data") instanceof byte[] data) {
      Object name = map.get("Name") instanceof String given ? given : map.get("CFName");
      return new Resource(id(map.get("ID")), name instanceof String text ? text : "", data);
    }
    throw new CorruptException(
        UdifTrailer.FORMAT, at.offset(), "resource of type " + type + " has no data");
  }

  /** Written as text by Apple's tools and as a number by others; it is only a label. */
  private static int id(Object id) {
    try {
      return id instanceof Long number ? number.intValue() : Integer.parseInt(String.valueOf(id));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
