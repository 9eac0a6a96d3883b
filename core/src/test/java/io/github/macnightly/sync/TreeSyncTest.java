package io.github.macnightly.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeSyncTest {

  private static final Tree TREE =
      Tree.create()
          .file("with space/über \"x\" $HOME `id`.txt", "one\n")
          .file("bin/tool", "#!/bin/sh\n", 0755)
          .symlink("link", "/nowhere at all");

  @TempDir Path work;
  private Path master;
  private Path target;

  @BeforeEach
  void makeDirectories() throws IOException {
    master = Files.createDirectories(work.resolve("ma ster"));
    target = work.resolve("tar get/deep");
  }

  private static TreeSync sync() {
    return new TreeSync(new SystemProcessRunner(), Duration.ofSeconds(30), Log.SILENT);
  }

  private SyncResult overlay(Path backup) throws IOException, InterruptedException {
    return sync().sync(SyncRequest.overlay(master.toString(), target, backup));
  }

  @Test
  void mirrorBecomesAnExactCopyAndThenStaysAsItIs() throws Exception {
    TREE.writeTo(master);
    Tree.create().file("bin/old", "to be deleted").writeTo(target);
    try (RsyncDaemon daemon = RsyncDaemon.serve("update-1", master, work)) {
      SyncRequest request = SyncRequest.mirror(daemon.address("update-1"), target);

      SyncResult first = sync().sync(request);
      SyncResult second = sync().sync(request);

      assertThat(Tree.digest(target)).isEqualTo(Tree.digest(master));
      assertThat(first.changes()).anyMatch(line -> line.matches("\\*deleting +bin/old"));
      assertThat(second.changed()).isZero();
    }
  }

  @Test
  void additionsDeleteNothingAndNameWhatIsNewer() throws Exception {
    Tree.create().file("a", "old\n").file("b", "new\n").writeTo(master);
    Tree.create().file("mine", "m\n").file("a", "edited\n").writeTo(target);
    Files.setLastModifiedTime(target.resolve("a"), FileTime.from(Instant.now()));

    SyncResult result = sync().sync(SyncRequest.additions(master.toString(), target));

    assertThat(target.resolve("a")).hasContent("edited\n");
    assertThat(target.resolve("b")).hasContent("new\n");
    assertThat(target.resolve("mine")).exists();
    assertThat(result.newer()).containsExactly("a");
  }

  @Test
  void overlayLeavesDirectoriesAndLinksAsTheyAre() throws Exception {
    Tree.create().file("etc/motd", "hello\n").file("Library/x", "x\n").writeTo(master);
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rwx------"));
    Tree.create().directory("private/etc", 0711).symlink("etc", "private/etc").writeTo(target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    FileTime before = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(target.resolve("private"), before);

    overlay(work.resolve("backup"));

    assertThat(target.resolve("etc")).isSymbolicLink();
    assertThat(target.resolve("private/etc/motd")).hasContent("hello\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwxr-xr-x");
    assertThat(Tree.digest(target)).containsEntry("private/etc", "d 0711");
    assertThat(Files.getLastModifiedTime(target.resolve("private"))).isEqualTo(before);
  }

  @Test
  void replacedFileGoesToTheBackupDirectoryAndItsModeStays() throws Exception {
    Tree.create().file("etc/sudoers", "new\n", 0644).writeTo(master);
    Tree.create()
        .modified(Instant.parse("2001-01-01T00:00:00Z"))
        .file("etc/sudoers", "old\n", 0440)
        .writeTo(target);
    Path backup = target.resolve("etc/oldconfigs/061120020000");

    SyncResult result = overlay(backup);

    assertThat(backup.resolve("etc/sudoers")).hasContent("old\n");
    assertThat(target.resolve("etc/sudoers")).hasContent("new\n");
    assertThat(Tree.digest(target).get("etc/sudoers")).startsWith("f 0440");
    assertThat(result.changed()).isEqualTo(1);
  }

  @Test
  void overlayBringsExecutability() throws Exception {
    Tree.create().file("tool", "x", 0755).file("plain", "x", 0644).writeTo(master);
    Tree.create().file("tool", "x", 0644).file("plain", "x", 0600).writeTo(target);

    overlay(work.resolve("backup"));

    assertThat(Tree.digest(target).get("tool")).startsWith("f 0755");
    assertThat(Tree.digest(target).get("plain")).startsWith("f 0600");
  }

  @Test
  void ownerOfReplacedFileStays() throws Exception {
    assumeTrue(Files.getAttribute(work, "unix:uid").equals(0), "only root can give files away");
    Tree.create().file("conf", "new\n").writeTo(master);
    Tree.create().modified(Instant.EPOCH).file("conf", "old\n").writeTo(target);
    Files.setAttribute(target.resolve("conf"), "unix:uid", 1234);
    Files.setAttribute(target.resolve("conf"), "unix:gid", 4321);

    overlay(work.resolve("backup"));

    Map<String, Object> owner =
        Files.readAttributes(target.resolve("conf"), "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    assertThat(owner).containsEntry("uid", 1234).containsEntry("gid", 4321);
    assertThat(target.resolve("conf")).hasContent("new\n");
  }

  @Test
  void emptyBackupDirectoryIsNotLeft() throws Exception {
    Tree.create().file("etc/motd", "x\n").writeTo(master);
    Path backup = work.resolve("oldconfigs/061120020000");
    Files.createDirectories(backup.resolve("etc"));

    overlay(backup);

    assertThat(backup).doesNotExist();
  }

  @Test
  void includesWinOverExcludes() throws Exception {
    Tree.create().file("a.conf", "").file("b.conf", "").file("c", "").writeTo(master);
    Path include = Files.writeString(work.resolve("in clude"), "a.conf\n");
    Path exclude = Files.writeString(work.resolve("ex clude"), "*.conf\n");

    sync().sync(SyncRequest.additions(master.toString(), target).withFilters(include, exclude));

    assertThat(Tree.digest(target)).containsOnlyKeys("a.conf", "c");
  }

  @Test
  void linksThatLeadOutOfTheTreeAreNotWrittenThrough() throws Exception {
    Path outside = Files.createDirectories(work.resolve("outside"));
    Tree.create().file("etc/motd", "x\n").file("sub/e [1]/motd", "x\n").writeTo(master);
    Tree.create().symlink("etc", outside.toString()).directory("sub").writeTo(target);
    Files.createSymbolicLink(target.resolve("sub/e [1]"), outside);

    List<String> patterns = OutwardLinks.patterns(target);
    SyncRequest request = SyncRequest.overlay(master.toString(), target, null);
    sync().sync(request.withExcludes(patterns));

    assertThat(outside).isEmptyDirectory();
    assertThat(target.resolve("etc")).isSymbolicLink();
  }

  @Test
  void dryRunWritesNothing() throws Exception {
    TREE.writeTo(master);
    Files.createDirectories(target.getParent());

    SyncResult result = sync().sync(SyncRequest.mirror(master.toString(), target).asDryRun());

    assertThat(result.changed()).isPositive();
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesSourceThatWouldBeAnOption() {
    assertThatThrownBy(() -> sync().sync(SyncRequest.mirror("--rsh=id", target)))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("'--rsh=id'");
    assertThat(target).doesNotExist();
  }

  @Test
  void namesLocalSourceThatIsNotThere() {
    String source = work.resolve("gone") + "/";

    assertThatThrownBy(() -> sync().sync(SyncRequest.mirror(source, target)))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining(source)
        .hasMessageContaining("UPDATEMASTER");
  }

  @Test
  void serverThatIsAwayDeletesNothing() throws Exception {
    TREE.writeTo(target);
    Map<String, String> before = Tree.digest(target);

    SyncException failure =
        catchThrowableOfType(
            SyncException.class,
            () -> sync().sync(SyncRequest.mirror("rsync://127.0.0.1:1/update-1/", target)));

    assertThat(failure.code()).isEqualTo(10);
    assertThat(failure.unreachable()).isTrue();
    assertThat(failure).hasMessageContaining("could not be reached");
    assertThat(Tree.digest(target)).isEqualTo(before);
  }

  @Test
  void unknownModuleAndMissingDirectoryDeleteNothing() throws Exception {
    TREE.writeTo(target);
    Map<String, String> before = Tree.digest(target);
    try (RsyncDaemon daemon = RsyncDaemon.serve("update-1", master, work)) {
      for (String source : List.of(daemon.address("other"), daemon.address("update-1") + "no/")) {
        assertThatThrownBy(() -> sync().sync(SyncRequest.mirror(source, target)))
            .isInstanceOf(SyncException.class)
            .hasMessageContaining(source);
      }
    }
    assertThat(Tree.digest(target)).isEqualTo(before);
  }

  @Test
  void emptyMasterDeletesNothing() throws Exception {
    TREE.writeTo(target);
    Map<String, String> before = Tree.digest(target);
    try (RsyncDaemon daemon = RsyncDaemon.serve("update-1", master, work)) {
      for (String source : List.of(daemon.address("update-1"), master.toString())) {
        assertThatThrownBy(() -> sync().sync(SyncRequest.mirror(source, target)))
            .hasMessageContaining("is empty");
      }
    }
    assertThat(Tree.digest(target)).isEqualTo(before);
  }
}
