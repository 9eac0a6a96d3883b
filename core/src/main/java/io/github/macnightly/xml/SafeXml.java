package io.github.macnightly.xml;

import javax.xml.stream.XMLInputFactory;

/** XML as the formats of Apple use it, and no more of it than they use. */
public final class SafeXml {

  private SafeXml() {}

  /**
   * Returns a factory of readers that fetch nothing and declare nothing: a DOCTYPE is passed over,
   * an entity of its own is an error.
   *
   * <p>The limits on depth and attributes are lifted, because Java 24 lowered them below what real
   * packages hold (100 levels); whoever reads sets limits of its own, the same on every Java.
   */
  public static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
    return factory;
  }
}
