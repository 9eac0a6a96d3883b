package io.github.macnightly.nightly;

import io.github.macnightly.host.Host;
import java.nio.file.Path;
import java.util.Optional;

/** A machine as a test wants it. Without root's rights no real flag is ever set. */
record TestHost(String name, boolean isMac, boolean root) implements Host {

  static TestHost linux() {
    return new TestHost("lab7", false, false);
  }

  static TestHost mac() {
    return new TestHost("lab7", true, true);
  }

  @Override
  public String architecture() {
    return "arm64";
  }

  @Override
  public String osName() {
    return isMac ? "macOS" : "Linux";
  }

  @Override
  public String osVersion() {
    return "15.4";
  }

  @Override
  public String osBuild() {
    return "";
  }

  @Override
  public Optional<Path> find(String program) {
    return Optional.empty();
  }
}
