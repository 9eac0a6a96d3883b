package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.files.RootedPaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritePermissionTest {

  @TempDir Path root;

  @Test
  void directoryThatIsThereOrCanBeMadeIsFine() throws IOException {
    Files.createDirectories(root.resolve("opt/a"));
    WritePermission permission = new WritePermission(new RootedPaths(root));
    assertThatCode(() -> permission.require("/opt/a")).doesNotThrowAnyException();
    assertThatCode(() -> permission.require("/usr/local/bin")).doesNotThrowAnyException();
  }

  @Test
  void whatIsInTheWayOfADirectoryIsNamed() throws IOException {
    Files.writeString(root.resolve("opt"), "");
    WritePermission permission = new WritePermission(new RootedPaths(root));
    assertThatThrownBy(() -> permission.require("/opt/a/b"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("opt: is no directory");
  }

  @Test
  void readOnlyDirectoryIsRefusedAsTheRunWouldBe() throws IOException {
    Path opt = Files.createDirectory(root.resolve("opt"));
    Files.setPosixFilePermissions(opt, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(opt), "root may write everywhere");
    WritePermission permission = new WritePermission(new RootedPaths(root));
    assertThatThrownBy(() -> permission.require("/opt/a"))
        .isInstanceOf(AccessDeniedException.class);
  }
}
