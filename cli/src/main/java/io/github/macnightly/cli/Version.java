package io.github.macnightly.cli;

/** What this program is and what it runs on, in one line. */
final class Version {

  private Version() {}

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "macnightly "
        + (version == null ? "(not packaged)" : version)
        + " (Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")\n";
  }
}
