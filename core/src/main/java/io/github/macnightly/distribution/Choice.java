package io.github.macnightly.distribution;

import java.util.List;
import java.util.Map;

/**
 * Something that a user may take or leave.
 *
 * @param id the name within the product
 * @param title the title, which may be a key of a string table, or ""
 * @param description the description, which may be a key of a string table, or ""
 * @param customLocation where its packages go unless the user wants them elsewhere, or ""
 * @param conditions the attributes {@code selected}, {@code start_visible} and the like that are
 *     there, each true, false or JavaScript
 * @param packages ids of the components, in order
 */
public record Choice(
    String id,
    String title,
    String description,
    String customLocation,
    Map<String, String> conditions,
    List<String> packages) {

  /** The attributes that are conditions. */
  static final List<String> CONDITIONS =
      List.of("start_selected", "start_enabled", "start_visible", "selected", "enabled", "visible");

  /** Returns a condition as written, "" when it is absent. */
  String condition(String name) {
    return conditions.getOrDefault(name, "");
  }
}
