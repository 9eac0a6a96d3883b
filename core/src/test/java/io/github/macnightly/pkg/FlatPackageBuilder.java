package io.github.macnightly.pkg;

import io.github.macnightly.xar.XarBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes flat packages for tests. */
final class FlatPackageBuilder {

  private final XarBuilder xar = new XarBuilder();

  FlatPackageBuilder info(String xml) {
    xar.file("PackageInfo", xml.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  FlatPackageBuilder distribution(String xml) {
    String root = "<installer-gui-script>" + xml + "</installer-gui-script>";
    xar.file("Distribution", root.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  FlatPackageBuilder payload(byte[] bytes) {
    xar.file("Payload", bytes);
    return this;
  }

  /** Adds a component without a payload in a directory named after its identifier. */
  FlatPackageBuilder component(String identifier) {
    XarBuilder inner =
        new XarBuilder(xar)
            .file("PackageInfo", pkgInfo(identifier).getBytes(StandardCharsets.UTF_8));
    String head = "<file><name>" + identifier + ".pkg</name><type>directory</type>";
    xar.raw(head + inner.files() + "</file>");
    return this;
  }

  static String pkgInfo(String identifier) {
    return "<pkg-info identifier=\"" + identifier + "\" version=\"1.0\"/>";
  }

  /** Writes an outline line and a choice with one reference, with attributes of the choice. */
  static String choice(String identifier, String attributes) {
    return String.format(
        "<choices-outline><line choice=\"c\"/></choices-outline>"
            + "<choice id=\"c\" %2$s><pkg-ref id=\"%1$s\"/></choice>"
            + "<pkg-ref id=\"%1$s\">#%1$s.pkg</pkg-ref>",
        identifier, attributes);
  }

  Path write(Path directory) throws IOException {
    return Files.write(directory.resolve("test.pkg"), xar.build());
  }
}
