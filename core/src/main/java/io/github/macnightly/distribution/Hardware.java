package io.github.macnightly.distribution;

import java.util.Optional;

/**
 * What {@code sysctl} and Gestalt say about a target. Numbers of processor types are those of
 * {@code mach/machine.h}, numbers of Darwin run four ahead of Mac OS X 10 and nine ahead of later
 * systems up to 15, one behind from 26 on.
 */
final class Hardware {

  private static final int CPU_TYPE_X86 = 7;
  private static final int CPU_TYPE_POWERPC = 18;
  private static final int CPU_TYPE_ARM64 = 0x0100000C;

  private final Target target;

  Hardware(Target target) {
    this.target = target;
  }

  /** Returns a value, a text or a number; empty when it is not known. */
  Optional<Object> sysctl(String name) {
    if (target.facts().containsKey(name)) {
      return Optional.of(target.facts().get(name));
    }
    return Optional.ofNullable(own(name));
  }

  private Object own(String name) {
    boolean powerPc = target.architecture().startsWith("ppc");
    boolean intel = !target.isApple() && !powerPc;
    return switch (name) {
      case "hw.memsize" -> target.memory();
      case "hw.physmem" -> Math.min(target.memory(), Integer.MAX_VALUE);
      case "hw.ncpu",
          "hw.activecpu",
          "hw.logicalcpu",
          "hw.physicalcpu",
          "hw.logicalcpu_max",
          "hw.physicalcpu_max",
          "hw.availcpu" ->
          target.processors();
      case "hw.machine" -> target.architecture();
      case "hw.cputype" ->
          target.isApple() ? CPU_TYPE_ARM64 : intel ? CPU_TYPE_X86 : CPU_TYPE_POWERPC;
      case "hw.cpu64bit_capable" -> target.architecture().contains("64") ? 1 : 0;
      case "hw.optional.arm64" -> target.isApple() ? 1 : 0;
      case "hw.optional.x86_64" -> target.architecture().equals("x86_64") ? 1 : 0;
      case "hw.byteorder" -> powerPc ? 4321 : 1234;
      case "hw.pagesize" -> target.isApple() ? 16384 : 4096;
      case "kern.ostype" -> "Darwin";
      case "kern.osrelease" -> darwin();
      case "kern.osproductversion" -> target.osVersion();
      case "sysctl.proc_translated" -> 0;
      default -> null;
    };
  }

  private String darwin() {
    int major = Versions.component(target.osVersion(), 0);
    int minor = Versions.component(target.osVersion(), 1);
    int patch = Versions.component(target.osVersion(), 2);
    if (major <= 10) {
      return minor + 4 + "." + patch + ".0";
    }
    return (major < 26 ? major + 9 : major - 1) + "." + minor + ".0";
  }

  /** Returns a value; empty when it is not known. Gestalt has one hexadecimal digit per number. */
  Optional<Integer> gestalt(String selector) {
    int major = Versions.component(target.osVersion(), 0);
    int minor = Versions.component(target.osVersion(), 1);
    int patch = Versions.component(target.osVersion(), 2);
    return Optional.ofNullable(
        switch (selector) {
          case "sysv" ->
              (major / 10 << 12 | major % 10 << 8) + (Math.min(9, minor) << 4) + Math.min(9, patch);
          case "sys1" -> major;
          case "sys2" -> minor;
          case "sys3" -> patch;
          case "sysa" -> target.architecture().startsWith("ppc") ? 2 : 10;
          default -> null;
        });
  }

  /** Returns the name that the system of a version had. */
  static String productName(String osVersion) {
    boolean ten = Versions.component(osVersion, 0) <= 10;
    int minor = Versions.component(osVersion, 1);
    return ten && minor < 12 ? "Mac OS X" : "macOS";
  }
}
