package io.github.macnightly.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  private static final Map<String, String> TREE =
      Map.of(
          "A b.app", "DIRECTORY 755",
          "A b.app/Grüße.txt", "FILE 644 hello",
          "A b.app/run", "FILE 755 #!/bin/sh",
          "A b.app/link", "SYMLINK /Applications/x",
          "A b.app/hard", "HARD_LINK A b.app/Grüße.txt");

  @TempDir Path work;

  @BeforeEach
  void makeTree() throws IOException {
    Path app = Files.createDirectories(work.resolve("in/A b.app"));
    Files.writeString(app.resolve("Grüße.txt"), "hello");
    Files.writeString(app.resolve("run"), "#!/bin/sh");
    Files.setPosixFilePermissions(app.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(app.resolve("link"), Path.of("/Applications/x"));
    Files.setLastModifiedTime(app.resolve("run"), FileTime.from(Instant.ofEpochSecond(1152600000)));
  }

  private Path pack(String name, String... options) throws Exception {
    Path out = work.resolve(name);
    String[] command = {"bsdtar", "--format", "pax", "-cf", out.toString()};
    String[] all = Arrays.copyOf(command, command.length + options.length + 1);
    System.arraycopy(options, 0, all, command.length, options.length);
    all[all.length - 1] = "A b.app";
    run(all);
    return out;
  }

  private void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(work.resolve("in").toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  private static Map<String, String> read(Path archive) throws IOException {
    Map<String, String> members = new TreeMap<>();
    Archive.of(archive)
        .visit(
            (entry, content) -> {
              String text = new String(content.readAllBytes());
              members.put(entry.path(), (entry.type() + " " + detail(entry) + " " + text).strip());
            });
    return members;
  }

  private static String detail(ArchiveEntry entry) {
    return entry.target().isEmpty() ? Integer.toOctalString(entry.mode()) : entry.target();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tar", "x.tar.gz", "x.tgz", "x.tar.bz2", "x.tar.xz"})
  void readsWhatBsdtarWrote(String name) throws Exception {
    Files.createLink(work.resolve("in/A b.app/hard"), work.resolve("in/A b.app/Grüße.txt"));
    Map<String, String> members = read(pack(name, "-a"));
    // bsdtar names the members of a hard link in the order of the directory.
    if (members.get("A b.app/hard").startsWith("FILE")) {
      assertThat(members).containsEntry("A b.app/Grüße.txt", "HARD_LINK A b.app/hard").hasSize(5);
    } else {
      assertThat(members).isEqualTo(TREE);
    }
  }

  @Test
  void readsModesAndLinksOfZip() throws Exception {
    Map<String, String> expected = new TreeMap<>(TREE);
    expected.remove("A b.app/hard");
    Path zip = work.resolve("x.zip");
    run("bsdtar", "--format", "zip", "-cf", zip.toString(), "A b.app");
    assertThat(read(zip)).isEqualTo(expected);
  }

  @Test
  void keepsDates() throws Exception {
    Map<String, Instant> dates = new TreeMap<>();
    Archive.of(pack("x.tar.gz", "-z")).visit((e, in) -> dates.put(e.path(), e.modified()));
    assertThat(dates).containsEntry("A b.app/run", Instant.ofEpochSecond(1152600000));
  }

  @Test
  void marksPackedAttributesAndKeepsOrdinaryFilesOfThatName() throws Exception {
    Path app = work.resolve("in/A b.app");
    Files.write(app.resolve("._run"), new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0});
    Files.writeString(app.resolve("._note"), "text");
    Map<String, String> members = read(pack("x.tar"));
    assertThat(members.get("A b.app/._run")).startsWith("APPLE_DOUBLE");
    assertThat(members).containsEntry("A b.app/._note", "FILE 644 text");
  }

  @Test
  void everyPrefixIsRefusedOrReadButNeverAnythingElse() throws Exception {
    byte[] whole = Files.readAllBytes(pack("x.tar.gz", "-z"));
    Path part = work.resolve("part.tar.gz");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(part, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(part)).isInstanceOf(FormatException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tar", "x.tar.gz", "x.tar.bz2", "x.zip"})
  void mutantsEndInAResultOrARefusal(String name) throws Exception {
    byte[] good = Files.readAllBytes(pack(name, "-a"));
    Path mutant = work.resolve("mutant" + name.substring(1));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = good.clone();
      for (int k = 0; k <= bytes.length / 200; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(mutant, bytes);
      try {
        read(mutant);
      } catch (FormatException expected) {
        assertThat(expected).hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void failureOfTheVisitorIsNotBlamedOnTheArchive() throws Exception {
    Path archive = pack("x.tar.gz", "-z");
    IOException full = new IOException("No space left on device");
    assertThatThrownBy(
            () ->
                Archive.of(archive)
                    .visit(
                        (e, in) -> {
                          throw full;
                        }))
        .isSameAs(full);
  }

  @Test
  void missingFileIsNotDamage() {
    assertThatThrownBy(() -> read(work.resolve("none.tar.gz")))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void flippedContentIsFoundByTheChecksumOfThePacker() throws Exception {
    Path file = pack("x.tar.gz", "-z");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file)).isInstanceOf(CorruptException.class);
  }

  @Test
  void stemIsTheNameWithoutItsPacking() {
    assertThat(Archive.stem("Foo 1.0.app.tar.gz")).isEqualTo("Foo 1.0.app");
    assertThat(Archive.isArchive("Foo.dmg")).isFalse();
  }

  @Test
  void contentIsEmptyForLinks() throws Exception {
    Archive.of(pack("x.tar"))
        .visit(
            (entry, content) -> {
              InputStream in = content;
              if (entry.type() != ArchiveEntry.Type.FILE) {
                assertThat(in.readAllBytes()).isEmpty();
              }
            });
  }
}
