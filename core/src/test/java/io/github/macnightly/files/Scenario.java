package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A change of a small tree, with the state before it. */
enum Scenario {
  NEW_ITEM {
    @Override
    void before(Path root) throws IOException {
      Files.createDirectories(root.resolve("Applications"));
    }

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      tx.replace(app(tx, root.resolve("Applications/X.app"), "new"), root.resolve(APP));
    }
  },
  NEW_ITEM_WITHOUT_PARENT {
    @Override
    void before(Path root) {}

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      tx.replace(app(tx, root.resolve(APP), "new"), root.resolve(APP));
    }
  },
  REPLACED_ITEM {
    @Override
    void before(Path root) throws IOException {
      bundle(root.resolve(APP), "old");
      Files.writeString(root.resolve(APP + "/only-in-old"), "x");
    }

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      tx.replace(app(tx, root.resolve(APP), "new"), root.resolve(APP));
    }
  },
  READ_ONLY_ITEM {
    @Override
    void before(Path root) throws IOException {
      bundle(root.resolve(APP), "old");
      Filesystem.SYSTEM.setMode(root.resolve(APP), 0555);
    }

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      Path staged = app(tx, root.resolve(APP), "new");
      Filesystem.SYSTEM.setMode(staged, 0511);
      tx.replace(staged, root.resolve(APP));
    }
  },
  REMOVAL {
    @Override
    void before(Path root) throws IOException {
      bundle(root.resolve(APP), "old");
    }

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      tx.remove(root.resolve(APP));
    }
  },
  PACKAGE {
    @Override
    void before(Path root) throws IOException {
      bundle(root.resolve(APP), "old");
      bundle(root.resolve("Library/Gone"), "old");
      Files.createDirectories(root.resolve("usr/bin"));
      Files.writeString(root.resolve("usr/bin/tool"), "old tool");
      Files.createSymbolicLink(root.resolve("usr/bin/link"), Path.of("/old/target"));
    }

    @Override
    void plan(Transaction tx, Path root) throws IOException {
      tx.directory(root.resolve("usr/share"), 0750);
      tx.directory(root.resolve("usr/share/doc"), 0755);
      tx.replace(app(tx, root.resolve(APP), "new"), root.resolve(APP));
      tx.replace(file(tx, root.resolve("usr/bin/tool"), "new tool"), root.resolve("usr/bin/tool"));
      Path link = tx.stage(root.resolve("usr/bin/link"));
      Files.createSymbolicLink(link, Path.of("tool"));
      tx.replace(link, root.resolve("usr/bin/link"));
      Path manual = root.resolve("usr/share/doc/manual");
      tx.replace(file(tx, manual, "manual"), manual);
      tx.remove(root.resolve("Library/Gone"));
    }
  };

  static final String APP = "Applications/X.app";

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:04:05Z"), ZoneOffset.UTC);

  abstract void before(Path root) throws IOException;

  abstract void plan(Transaction tx, Path root) throws IOException;

  /**
   * Does the whole change; an {@link FaultyDisk.Died} leaves everything as a dead process would.
   */
  boolean run(Path root, WorkArea area) throws IOException {
    boolean committed = false;
    try (Transaction tx = Transaction.begin(area, name(), CLOCK)) {
      plan(tx, root);
      tx.commit();
      committed = true;
    } catch (IOException e) {
      if (!committed) {
        throw e;
      }
    }
    return committed;
  }

  static void bundle(Path app, String version) throws IOException {
    Files.createDirectories(app.resolve("Contents/MacOS"));
    Files.writeString(app.resolve("Contents/Info.plist"), version);
    Files.writeString(app.resolve("Contents/MacOS/X"), "program " + version);
    Files.createSymbolicLink(app.resolve("Contents/Current"), Path.of("MacOS/" + version));
  }

  private static Path app(Transaction tx, Path target, String version) throws IOException {
    Path staged = tx.stage(target);
    bundle(staged, version);
    return staged;
  }

  private static Path file(Transaction tx, Path target, String content) throws IOException {
    return Files.writeString(tx.stage(target), content);
  }
}
