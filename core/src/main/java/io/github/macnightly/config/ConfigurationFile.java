package io.github.macnightly.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the lines of a configuration file in either of its two forms. */
final class ConfigurationFile {

  private static final Pattern LINE = Pattern.compile("\\s*([^:\\s]*)\\s*:\\s*(.*?)\\s*");
  private static final long MAX_SIZE = 1 << 20;

  private final Path file;
  private final Map<String, Setting> settings = new TreeMap<>();

  private ConfigurationFile(Path file) {
    this.file = file;
  }

  /** Reads a file; one whose name ends in {@code .yml} or {@code .yaml} is YAML. */
  static Map<String, Setting> read(Path file) throws IOException {
    ConfigurationFile reader = new ConfigurationFile(file);
    String name = file.getFileName().toString();
    String text = reader.text();
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      reader.yaml(text);
    } else {
      reader.lines(text);
    }
    return reader.settings;
  }

  private String text() throws IOException {
    if (Files.size(file) > MAX_SIZE) {
      throw wrong(0, "is larger than 1 MiB, which no configuration is");
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw wrong(0, "is not UTF-8 text");
    }
  }

  private void lines(String text) throws ConfigurationException {
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw wrong(number, "'" + line.strip() + "' is not of the form KEY: value");
      }
      put(matcher.group(1), matcher.group(2), number);
    }
  }

  private void yaml(String text) throws ConfigurationException {
    Node root;
    try {
      LoadSettings limits = LoadSettings.builder().setLabel(file.toString()).build();
      root = new Compose(limits).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw wrong(line, "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw wrong(0, "is not YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
    if (root instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        put(scalar(tuple.getKeyNode()), scalar(tuple.getValueNode()), line(tuple.getKeyNode()));
      }
    } else if (root != null) {
      throw wrong(line(root), "holds no KEY: value pairs");
    }
  }

  private String scalar(Node node) throws ConfigurationException {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = sequence.getValue();
      StringBuilder joined = new StringBuilder();
      for (Node item : items) {
        joined.append(joined.length() == 0 ? "" : ", ").append(scalar(item));
      }
      return joined.toString();
    }
    throw wrong(line(node), "got a nested mapping, wanted a plain value");
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private void put(String key, String value, int line) throws ConfigurationException {
    Setting old = settings.put(key, new Setting(value, where(line)));
    if (old != null) {
      throw wrong(line, "'" + key + "' is already set at " + old.where() + "; remove one of them");
    }
  }

  private String where(int line) {
    return line == 0 ? file.toString() : file + ":" + line;
  }

  private ConfigurationException wrong(int line, String detail) {
    return new ConfigurationException(where(line), detail);
  }
}
