package io.github.macnightly.nightly;

import io.github.macnightly.io.Log;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what is said to it. */
final class Heard implements Log {

  final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void detail(String line) {}
}
