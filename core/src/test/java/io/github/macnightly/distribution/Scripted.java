package io.github.macnightly.distribution;

import io.github.macnightly.io.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds distribution scripts for tests. */
final class Scripted {

  private final StringBuilder body = new StringBuilder();
  private final List<String> lines = new ArrayList<>();

  Scripted script(String code) {
    return xml("<script><![CDATA[" + code + "]]></script>");
  }

  Scripted check(String expression) {
    return xml("<installation-check script='" + expression.replace("'", "&apos;") + "'/>");
  }

  Scripted xml(String text) {
    body.append(text).append('\n');
    return this;
  }

  /** Adds a choice with a component of the same name. */
  Scripted choice(String id, String attributes) {
    lines.add("<line choice='" + id + "'/>");
    xml("<choice id='" + id + "' " + attributes + "><pkg-ref id='" + id + "'/></choice>");
    return xml("<pkg-ref id='" + id + "' version='2.0'>#" + id + ".pkg</pkg-ref>");
  }

  DistributionFile file() throws FormatException {
    String outline = "<choices-outline>" + String.join("", lines) + "</choices-outline>";
    return DistributionFile.parse(bytes(outline + body));
  }

  static byte[] bytes(String body) {
    String text = "<?xml version='1.0'?><installer-gui-script>" + body + "</installer-gui-script>";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Evaluation evaluate() throws FormatException {
    return evaluate(Target.of("14.5", "arm64"));
  }

  Evaluation evaluate(Target target, ChoiceChange... changes) throws FormatException {
    return file().evaluate(target, List.of(changes));
  }

  /** Runs code as the installation check. */
  static Check run(String code) throws FormatException {
    return new Scripted().script(code).check("f()").evaluate().checks().get(0);
  }

  static List<String> ids(Evaluation evaluation) {
    return evaluation.packages().stream().map(PackageRef::id).toList();
  }
}
