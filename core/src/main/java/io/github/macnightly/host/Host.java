package io.github.macnightly.host;

import java.nio.file.Path;
import java.util.Optional;

/** The machine that we run on. Nothing here fails: what cannot be found out is empty. */
public interface Host {

  /** Returns the host name up to its first dot, from the kernel, never from the name service. */
  String name();

  /** Returns whether this is macOS. */
  boolean isMac();

  /** Returns the processor's kind, {@code arm64} or {@code x86_64}, else as Java names it. */
  String architecture();

  /** Returns the name of the system, such as {@code macOS} or {@code Debian GNU/Linux}. */
  String osName();

  /** Returns the version of the system, such as {@code 15.4.1}; empty when there is none. */
  String osVersion();

  /** Returns the build of the system, such as {@code 24E263}; empty when there is none. */
  String osBuild();

  /** Returns whether we have the rights of the superuser. */
  boolean root();

  /** Returns an executable file by its path, or by its name from the folders of PATH. */
  Optional<Path> find(String program);
}
