package io.github.macnightly.distribution;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** Makes {@code system.files}: what there is on the target, and property lists on it. */
final class FilesObject {

  private static final int MAX_PATH = 1024;
  private static final int MAX_LIST = 1 << 20;

  /** Where the property list of a bundle lies, by kind of bundle. */
  private static final List<String> INFO =
      List.of("/Contents/Info.plist", "/Resources/Info.plist", "/Info.plist");

  private final TargetFiles files;
  private final Doubts doubts;

  FilesObject(TargetFiles files, Doubts doubts) {
    this.files = files;
    this.doubts = doubts;
  }

  Facts make(Scriptable scope) {
    return new Facts("system.files", scope, doubts)
        .function("fileExistsAtPath", (cx, args) -> exists(ScriptValues.text(args, 0)))
        .function("plistAtPath", (cx, args) -> plist(cx, scope, ScriptValues.text(args, 0)))
        .function("bundleAtPath", (cx, args) -> bundle(cx, scope, ScriptValues.text(args, 0)));
  }

  private boolean exists(String path) {
    return plain(path).map(files::exists).orElse(false);
  }

  private Object bundle(Context context, Scriptable scope, String path) {
    for (String info : INFO) {
      if (exists(path + info)) {
        return plist(context, scope, path + info);
      }
    }
    return null;
  }

  private Object plist(Context context, Scriptable scope, String path) {
    try {
      Optional<String> plain = plain(path);
      Optional<byte[]> bytes =
          plain.isEmpty() ? Optional.empty() : files.read(plain.get(), MAX_LIST);
      if (bytes.isEmpty()) {
        return null;
      }
      Object list = PropertyLists.read(bytes.get(), "property list");
      return new ScriptValues(context, scope).of(list);
    } catch (IOException e) {
      doubts.doubt("asked for '" + path + "', which could not be read: " + e.getMessage());
      return null;
    }
  }

  /** Makes a path plain; empty when it is not absolute, too long, or no path. */
  static Optional<String> plain(String path) {
    if (!path.startsWith("/") || path.length() > MAX_PATH || path.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return Optional.of("/" + String.join("/", names));
  }
}
