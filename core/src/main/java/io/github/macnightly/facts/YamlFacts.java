package io.github.macnightly.facts;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML from its events, without recursion. What is shared by an alias is counted as often as
 * it is referred to, and nothing can be referred to before its end, so that neither a billion
 * laughs nor a cycle comes about.
 */
final class YamlFacts {

  private static final String FORMAT = "YAML";

  private final String text;
  private final String what;
  private final Deque<YamlFrame> open = new ArrayDeque<>();
  private final Map<Anchor, YamlValue> anchors = new HashMap<>();
  private YamlValue root;
  private int documents;
  private long values;
  private Event event;

  YamlFacts(String text, String what) {
    this.text = text;
    this.what = what;
  }

  Map<String, Object> read() throws FormatException {
    LoadSettings settings =
        LoadSettings.builder().setLabel(what).setCodePointLimit(FactFile.MAX_BYTES).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        event = events.next();
        take();
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      throw wrong(mark, "this is not YAML: " + oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw wrong(Optional.empty(), "this is not YAML: " + oneLine(e.getMessage()));
    }
    return facts();
  }

  private Map<String, Object> facts() throws CorruptException {
    if (root == null || root.value() == null) {
      return Map.of(); // nothing but comments
    }
    if (root.value() instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // frames make maps with text keys only
      Map<String, Object> facts = (Map<String, Object>) map;
      return facts;
    }
    throw new CorruptException(FORMAT, -1, what + ": line 1: wanted a dictionary of facts");
  }

  private void take() throws FormatException {
    if (event instanceof DocumentStartEvent && ++documents > 1) {
      throw wrong("a second document; facts are one");
    } else if (event instanceof CollectionStartEvent start) {
      start(start);
    } else if (event instanceof CollectionEndEvent) {
      YamlFrame frame = open.pop();
      complete(frame.anchor(), dateOr(frame.value()));
    } else if (event instanceof ScalarEvent scalar) {
      scalar(scalar);
    } else if (event instanceof AliasEvent alias) {
      alias(alias);
    }
  }

  private void start(CollectionStartEvent start) throws FormatException {
    if (expectsKey()) {
      throw wrong("a key is a dictionary or a list, wanted text");
    }
    Optional<String> tag = start.getTag().filter(each -> !each.matches("!|.*:(map|seq)"));
    if (tag.isPresent()) {
      throw wrong("unknown tag " + tag.get());
    }
    checkDepth(open.size() - 1);
    open.push(new YamlFrame(start instanceof MappingStartEvent, start.getAnchor()));
  }

  private boolean expectsKey() {
    return !open.isEmpty() && open.peek().expectsKey();
  }

  private void scalar(ScalarEvent scalar) throws FormatException {
    if (!expectsKey()) {
      Object value = YamlScalars.value(scalar).orElseThrow(() -> wrong(YamlScalars.why(scalar)));
      complete(scalar.getAnchor(), YamlValue.of(value == YamlScalars.NULL ? null : value));
      return;
    }
    String key = scalar.getValue();
    if (key.equals("<<") && scalar.isPlain()) {
      throw wrong("a merge key; YAML 1.2 has none, write the facts out");
    }
    if (!open.peek().key(key)) {
      throw wrong("the key is there twice");
    }
    scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, YamlValue.of(key)));
  }

  private void alias(AliasEvent alias) throws FormatException {
    YamlValue value = anchors.get(alias.getAlias());
    String name = "*" + alias.getAlias().getValue();
    if (value == null) {
      throw wrong(name + " refers to what is not there, or not complete");
    }
    if (expectsKey()) {
      throw wrong("the key is the alias " + name + ", wanted text");
    }
    add(value, value.count());
  }

  private YamlValue dateOr(YamlValue value) throws CorruptException {
    if (!(value.value() instanceof Map<?, ?> map)) {
      return value;
    }
    @SuppressWarnings("unchecked") // frames make maps with text keys only
    Map<String, Object> dictionary = (Map<String, Object>) map;
    return Moments.isDate(dictionary)
        ? YamlValue.of(Moments.of(dictionary).orElseThrow(() -> wrong(Moments.WANTED)))
        : value;
  }

  private void complete(Optional<Anchor> anchor, YamlValue value) throws FormatException {
    anchor.ifPresent(name -> anchors.put(name, value));
    add(value, 1);
  }

  /** Adds a value to what is open; its parts have been counted already unless it is shared. */
  private void add(YamlValue value, long count) throws FormatException {
    values += count;
    if (values > FactFile.MAX_VALUES) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": number of values", FactFile.MAX_VALUES);
    }
    checkDepth(open.size() + value.depth() - 2);
    if (open.isEmpty()) {
      root = value;
      return;
    }
    YamlFrame frame = open.peek();
    boolean date = Moments.isDate(frame.lastKey(), value.value(), open.size());
    frame.add(
        date
            ? YamlValue.of(Moments.parse(value.value()).orElseThrow(() -> wrong(Moments.WANTED)))
            : value);
  }

  private void checkDepth(int depth) throws LimitExceededException {
    if (depth > FactFile.MAX_DEPTH) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": nesting at " + path(), FactFile.MAX_DEPTH);
    }
  }

  private CorruptException wrong(String detail) {
    return wrong(event instanceof NodeEvent ? event.getStartMark() : Optional.empty(), detail);
  }

  private CorruptException wrong(Optional<Mark> mark, String detail) {
    String where =
        mark.map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
            .orElse("");
    String path = path().isEmpty() ? "" : "at " + path() + ": ";
    return new CorruptException(FORMAT, -1, what + ": " + where + path + oneLine(detail));
  }

  private String path() {
    StringJoiner path = new StringJoiner("");
    Iterator<YamlFrame> outermostFirst = open.descendingIterator();
    while (outermostFirst.hasNext()) {
      path.add(outermostFirst.next().step(path.length() == 0));
    }
    return path.length() > 200 ? path.toString().substring(0, 200) + "..." : path.toString();
  }

  private static String oneLine(String message) {
    String line = String.valueOf(message).replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
