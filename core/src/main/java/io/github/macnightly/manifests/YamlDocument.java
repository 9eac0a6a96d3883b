package io.github.macnightly.manifests;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.text.Excerpt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as maps, lists and text; a plain scalar that is empty, {@code ~} or {@code null} is
 * nothing. It is built from the events of the parser, which are made one at a time: so nesting,
 * size, and what references unfold to can be bounded before anything is built.
 */
final class YamlDocument {

  private static final String FORMAT = "YAML";

  /** A list or map that is being read. */
  private static final class Open {
    final Map<String, Object> map;
    final List<Object> list;
    final int sizeBefore;
    final Optional<Anchor> anchor;
    String key;

    Open(boolean isMap, int sizeBefore, Optional<Anchor> anchor) {
      this.map = isMap ? new LinkedHashMap<>() : null;
      this.list = isMap ? null : new ArrayList<>();
      this.sizeBefore = sizeBefore;
      this.anchor = anchor;
    }

    Object value() {
      return map == null ? Collections.unmodifiableList(list) : Collections.unmodifiableMap(map);
    }
  }

  /** A value that can be referred to, with what it unfolds to. */
  private record Anchored(Object value, int size) {}

  private final String what;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private Object root;
  private boolean done;
  private int size;

  private YamlDocument(String what) {
    this.what = what;
  }

  static Object read(String text, String what) throws FormatException {
    YamlDocument document = new YamlDocument(what);
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(what).build();
      for (Event event : new Parse(settings).parseString(text)) {
        document.take(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw document.corrupt(e.getProblem(), e.getProblemMark());
    } catch (YamlEngineException e) {
      throw document.corrupt(
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""), Optional.empty());
    }
    return document.root;
  }

  private void take(Event event) throws FormatException {
    switch (event.getEventId()) {
      case MappingStart -> begin(event, true);
      case SequenceStart -> begin(event, false);
      case MappingEnd, SequenceEnd -> end(event);
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case DocumentStart -> {
        if (done) {
          throw corrupt("a second document, wanted one", event.getStartMark());
        }
      }
      default -> {
        // begin and end of the stream, comments
      }
    }
  }

  private void begin(Event event, boolean isMap) throws FormatException {
    if (open.size() >= Documents.MAX_DEPTH) {
      throw new LimitExceededException(FORMAT, -1, what + ": nesting", Documents.MAX_DEPTH);
    }
    int before = size;
    grow(1);
    open.push(new Open(isMap, before, ((NodeEvent) event).getAnchor()));
  }

  private void end(Event event) throws FormatException {
    Open closed = open.pop();
    Object value = closed.value();
    int unfolded = size - closed.sizeBefore;
    closed.anchor.ifPresent(anchor -> anchors.put(anchor, new Anchored(value, unfolded)));
    add(value, event);
  }

  private void scalar(ScalarEvent event) throws FormatException {
    grow(1);
    String text = event.getValue();
    boolean nothing =
        event.isPlain() && (text.isEmpty() || text.equals("~") || text.equals("null"));
    Object value = nothing ? null : text;
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, 1)));
    add(value, event);
  }

  /** What is still open has no anchor yet, so that nothing can hold itself. */
  private void alias(AliasEvent event) throws FormatException {
    Anchored anchored = anchors.get(event.getAlias());
    if (anchored == null) {
      throw corrupt(
          "*" + event.getAlias() + " refers to nothing before it, or to what it stands in",
          event.getStartMark());
    }
    grow(anchored.size);
    add(anchored.value, event);
  }

  private void grow(int values) throws FormatException {
    size += values;
    if (size > Documents.MAX_VALUES) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": number of values", Documents.MAX_VALUES);
    }
  }

  private void add(Object value, Event event) throws FormatException {
    Open parent = open.peek();
    if (parent == null) {
      root = value;
      done = true;
    } else if (parent.list != null) {
      parent.list.add(value);
    } else if (parent.key != null) {
      parent.map.put(parent.key, value);
      parent.key = null;
    } else if (!(value instanceof String key)) {
      throw corrupt("the key is " + Documents.kind(value) + ", wanted text", event.getStartMark());
    } else if (parent.map.containsKey(key)) {
      throw corrupt("the key " + Excerpt.of(key, 80) + " stands there twice", event.getStartMark());
    } else {
      parent.key = key;
    }
  }

  private CorruptException corrupt(String detail, Optional<Mark> mark) {
    String line = mark.map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
    return new CorruptException(
        FORMAT, -1, what + ": " + line + Excerpt.of(String.valueOf(detail)));
  }
}
