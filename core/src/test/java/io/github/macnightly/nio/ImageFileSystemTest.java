package io.github.macnightly.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's own calls on a disk image. */
class ImageFileSystemTest {

  @TempDir private Path directory;

  private Path file;
  private FileSystem image;
  private long volumeSize;

  @BeforeEach
  void open() throws IOException {
    Tree tree =
        Tree.create()
            .directory("Tea.app", 0755)
            .file("Tea.app/run", "#!/bin/sh\n", 0755)
            .file("Tea.app/Grüße und Tee.txt", "lemon", 0640)
            .resourceFork("Tea.app/Grüße und Tee.txt", "fork".getBytes(StandardCharsets.US_ASCII))
            .xattr("Tea.app/run", "org.example.note", new byte[] {1, 2, 3})
            .hardLink("Tea.app/twin", "Tea.app/run")
            .symlink("link", "Tea.app/run")
            .symlink("into", "Tea.app")
            .symlink("Applications", "/Applications")
            .symlink("loop", "loop")
            .symlink("up", "Tea.app/../link")
            .symlink("out", "../../../etc/passwd");
    file = directory.resolve("Tea & lemon.dmg");
    byte[] volume = HfsPlusBuilder.of(tree).name("Tea").toBytes();
    volumeSize = volume.length;
    UdifWriter.create().write(volume, file);
    image = FileSystems.newFileSystem(file);
  }

  @AfterEach
  void close() throws IOException {
    image.close();
  }

  @Test
  void walksLikeTheTreeThatWasWritten() throws IOException {
    List<String> seen = new ArrayList<>();
    Files.walkFileTree(
        image.getPath("/"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            seen.add(path + (attributes.isSymbolicLink() ? "@" : ""));
            return FileVisitResult.CONTINUE;
          }
        });

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "/Tea.app/run",
            "/Tea.app/twin",
            "/Tea.app/Gru\u0308\u00dfe und Tee.txt",
            "/link@",
            "/into@",
            "/Applications@",
            "/loop@",
            "/up@",
            "/out@");
  }

  @Test
  void copiesATreeWithTheCallsOfTheJdk() throws IOException {
    Path target = directory.resolve("copy");
    try (Stream<Path> paths = Files.walk(image.getPath("Tea.app"))) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, target.resolve(image.getPath("Tea.app").relativize(path).toString()));
      }
    }

    assertThat(target.resolve("run")).hasContent("#!/bin/sh\n");
    assertThat(target.resolve("Gru\u0308\u00dfe und Tee.txt")).hasContent("lemon");
  }

  @Test
  void findsNamesInEitherUnicodeFormAndCase() throws IOException {
    assertThat(Files.readString(image.getPath("/TEA.APP/Gr\u00fc\u00dfe und Tee.txt")))
        .isEqualTo("lemon");
    assertThat(image.getPath("tea.app/RUN").toRealPath()).hasToString("/Tea.app/run");
  }

  @Test
  void followsLinksInsideAndNeverOut() throws IOException {
    assertThat(Files.readString(image.getPath("/link"))).isEqualTo("#!/bin/sh\n");
    assertThat(Files.readString(image.getPath("/into/run"))).isEqualTo("#!/bin/sh\n");
    assertThat(Files.readString(image.getPath("/up"))).isEqualTo("#!/bin/sh\n");
    assertThat(Files.readSymbolicLink(image.getPath("/Applications"))).hasToString("/Applications");
    assertThat(Files.exists(image.getPath("/Applications"))).isFalse();
    assertThat(Files.exists(image.getPath("/Applications"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThatThrownBy(() -> Files.readString(image.getPath("/loop")))
        .isInstanceOf(FileSystemLoopException.class);
    assertThatThrownBy(() -> Files.readString(image.getPath("/out")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void tellsAttributes() throws IOException {
    Path run = image.getPath("/Tea.app/run");
    PosixFileAttributes attributes = Files.readAttributes(run, PosixFileAttributes.class);

    assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rwxr-xr-x");
    assertThat(attributes.size()).isEqualTo(10);
    assertThat(attributes.lastModifiedTime()).isEqualTo(FileTime.from(Tree.DEFAULT_TIME));
    assertThat(Files.readAttributes(run, "posix:size,isDirectory"))
        .isEqualTo(Map.of("size", 10L, "isDirectory", false));
    assertThat(Files.isSameFile(run, image.getPath("/into/run"))).isTrue();
    assertThat(attributes.fileKey())
        .isEqualTo(
            Files.readAttributes(run.resolveSibling("twin"), BasicFileAttributes.class).fileKey())
        .isNotEqualTo(
            Files.readAttributes(image.getPath("/"), BasicFileAttributes.class).fileKey());
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(run, UserDefinedFileAttributeView.class);
    ByteBuffer note = ByteBuffer.allocate(view.size("org.example.note"));
    view.read("org.example.note", note);
    assertThat(note.array()).containsExactly(1, 2, 3);
  }

  @Test
  void tellsExtendedAttributesByNameAsTheJdkDoes() throws IOException {
    Path run = image.getPath("/Tea.app/run");
    Path text = image.getPath("/Tea.app/Gr\u00fc\u00dfe und Tee.txt");

    assertThat(Files.getAttribute(run, "user:org.example.note")).isEqualTo(new byte[] {1, 2, 3});
    assertThat(Files.readAttributes(run, "user:*")).containsKey("org.example.note");
    assertThat(Files.readAttributes(text, "user:*")).containsKey("com.apple.ResourceFork");
    assertThat(Files.getAttribute(text, "user:com.apple.ResourceFork"))
        .isEqualTo("fork".getBytes(StandardCharsets.US_ASCII));
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(text, UserDefinedFileAttributeView.class);
    assertThat(view.list()).contains("com.apple.ResourceFork");
    assertThat(view.size("com.apple.ResourceFork")).isEqualTo(4);
    assertThatThrownBy(() -> Files.getAttribute(run, "user:none"))
        .hasMessageContaining("/Tea.app/run: has no attribute none");
  }

  @Test
  void volumeIsAStoreWithASize() throws IOException {
    FileStore store = Files.getFileStore(image.getPath("/Tea.app"));

    assertThat(store).hasToString("Tea (HFS+)");
    assertThat(store.getTotalSpace()).isPositive().isLessThanOrEqualTo(volumeSize);
    assertThat(store.getAttribute("totalSpace")).isEqualTo(store.getTotalSpace());
    assertThat(store.getUnallocatedSpace()).isZero();
  }

  @Test
  void saysInFullWhatItDoesNotFind() {
    assertThatThrownBy(() -> Files.size(image.getPath("no"))).hasMessage("/no");
    assertThatThrownBy(() -> Files.readString(image.getPath("Tea.app")))
        .hasMessageContaining("/Tea.app");
    assertThatThrownBy(() -> Files.list(image.getPath("Tea.app/run")))
        .hasMessageContaining("/Tea.app/run");
  }

  @Test
  void uriLeadsBackIntoAFileSystemThatWasOpenedByPath() throws IOException {
    Path run = image.getPath("/Tea.app/run");

    assertThat(Path.of(run.toUri())).isEqualTo(run);
    image.close();
    assertThatThrownBy(() -> Path.of(run.toUri())).isInstanceOf(FileSystemNotFoundException.class);
  }

  @Test
  void shortFormOfTheUriWillDo() throws IOException {
    URI uri = URI.create("dmg:" + file.toUri().getRawPath());

    try (FileSystem opened = FileSystems.newFileSystem(uri, Map.of())) {
      assertThat(Path.of(URI.create(uri + "!/Tea.app/run")))
          .isEqualTo(opened.getPath("/Tea.app/run"));
      assertThat(FileSystems.getFileSystem(URI.create("dmg:" + file.toUri()))).isSameAs(opened);
    }
  }

  @Test
  void refusesAnImageOfWhichNothingIsRead() throws IOException {
    byte[] disk = new byte[1 << 20];
    System.arraycopy("EXFAT   ".getBytes(StandardCharsets.US_ASCII), 0, disk, 3, 8);
    Path other = directory.resolve("other.dmg");
    UdifWriter.create().write(disk, other);

    assertThatThrownBy(() -> FileSystems.newFileSystem(other))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("exFAT");
  }

  @Test
  void readsAtAnyPlace() throws IOException {
    ByteBuffer two = ByteBuffer.allocate(2);
    try (SeekableByteChannel channel = Files.newByteChannel(image.getPath("/Tea.app/run"))) {
      channel.position(3).read(two);
      assertThat(channel.size()).isEqualTo(10);
      assertThat(channel.position(10).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    assertThat(new String(two.array(), StandardCharsets.US_ASCII)).isEqualTo("bi");
  }

  @Test
  void writesNothing() {
    Path run = image.getPath("/Tea.app/run");

    assertThatThrownBy(() -> Files.delete(run)).isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.writeString(run, "x"))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.createDirectory(image.getPath("/new")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThat(Files.isWritable(run)).isFalse();
  }

  @Test
  void isFoundByUri() throws IOException {
    URI uri = URI.create("dmg:" + file.toUri());
    assertThatThrownBy(() -> FileSystems.getFileSystem(uri))
        .isInstanceOf(FileSystemNotFoundException.class);
    try (FileSystem opened = FileSystems.newFileSystem(uri, Map.of())) {
      Path inside = opened.getPath("/Tea.app/Gr\u00fc\u00dfe und Tee.txt");

      assertThat(Path.of(inside.toUri())).isEqualTo(inside);
      assertThat(Files.readString(Path.of(inside.toUri()))).isEqualTo("lemon");
      assertThatThrownBy(() -> FileSystems.newFileSystem(uri, Map.of()))
          .isInstanceOf(FileSystemAlreadyExistsException.class);
    }
    assertThatThrownBy(() -> FileSystems.getFileSystem(uri))
        .isInstanceOf(FileSystemNotFoundException.class);
  }

  @Test
  void leavesOtherFilesToOtherProviders() throws IOException {
    Path text = Files.writeString(directory.resolve("a.txt"), "no image");

    assertThatThrownBy(() -> FileSystems.newFileSystem(text))
        .isInstanceOf(ProviderNotFoundException.class);
  }

  /** The same questions to the JDK's own Unix file system and to ours. */
  @Test
  void computesPathsAsUnixDoes() {
    List<String> paths =
        List.of("", "/", "a", "a/b", "/a/b", "../a", "a/../b", "/..", "a/.", "./a");
    for (String one : paths) {
      Path own = image.getPath(one);
      Path unix = Path.of(one);
      assertThat(own.normalize()).as(one).hasToString(unix.normalize().toString());
      assertThat(String.valueOf(own.getParent())).as(one).isEqualTo("" + unix.getParent());
      assertThat(String.valueOf(own.getFileName())).as(one).isEqualTo("" + unix.getFileName());
      assertThat(own.getNameCount()).as(one).isEqualTo(unix.getNameCount());
      for (String other : paths) {
        String pair = one + " and " + other;
        assertThat(own.resolve(other)).as(pair).hasToString(unix.resolve(other).toString());
        assertThat(own.startsWith(other)).as(pair).isEqualTo(unix.startsWith(other));
        assertThat(own.endsWith(other)).as(pair).isEqualTo(unix.endsWith(other));
      }
    }
    assertThat(image.getPath("/a/b").relativize(image.getPath("/a/c/d"))).hasToString("../c/d");
    assertThat(image.getPath("/a").resolve(image.getPath("b"))).isEqualTo(image.getPath("/a/b"));
  }
}
