package io.github.macnightly.sync;

/** The exit codes of rsync, which openrsync shares, in words. */
final class ExitCode {

  static final int SOCKET = 10;
  static final int PARTIAL = 23;
  static final int VANISHED = 24;
  static final int CONNECT_TIMEOUT = 35;

  private ExitCode() {}

  static String words(int code) {
    return switch (code) {
      case 1 -> "rsync does not accept the options; install rsync 3";
      case 2 -> "the two rsync programs speak different protocols; update the older one";
      case 3 -> "a file or directory could not be chosen; check source and target";
      case 4 -> "the server does not support what was asked for";
      case 5 -> "the server refused to begin; check the module's name and access rights";
      case 6 -> "the log file of the rsync daemon cannot be written";
      case SOCKET -> "the server could not be reached; check the network, its name and its daemon";
      case 11 -> "a file could not be read or written; check disk space and permissions";
      case 12 -> "the connection broke in the middle; it is tried again the next time";
      case 13 -> "rsync's own diagnostics failed";
      case 14 -> "rsync could not start its helper process";
      case 19, 20 -> "rsync was told to stop";
      case 21 -> "rsync lost its helper process";
      case 22 -> "memory ran out";
      case PARTIAL -> "a part was not transferred; see what rsync says about it";
      case VANISHED -> "files vanished on the server during the run";
      case 25 -> "it stopped deleting at the limit that was set";
      case 30 -> "the server sent nothing for too long";
      case CONNECT_TIMEOUT -> "the server did not accept the connection in time";
      case 127 -> "the program for the connection is missing";
      default -> code > 128 ? "ended by signal " + (code - 128) : "unknown exit code";
    };
  }
}
