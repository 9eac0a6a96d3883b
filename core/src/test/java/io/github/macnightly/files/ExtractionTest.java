package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtractionTest {

  private static final Instant DATE = Instant.parse("2006-03-04T05:06:07Z");
  private static final EntryAttributes FILE = new EntryAttributes(0640, 0, 0, DATE);
  private static final EntryAttributes PROGRAM = new EntryAttributes(0755, 0, 0, DATE);

  @TempDir private Path temp;
  private Path top;
  private Extraction x;

  @BeforeEach
  void begin() throws IOException {
    top = temp.resolve("fresh");
    x = new Extraction(top, ExtractionRules.STRICT);
  }

  private static InputStream text(String s) {
    return new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8));
  }

  private void file(String path, String content) throws IOException {
    x.file(path, FILE, text(content));
  }

  @Test
  void writesFilesWithModeDateAndDigest() throws IOException {
    file("a/b", "abc");
    x.finish();
    assertThat(top.resolve("a/b")).hasContent("abc");
    assertThat(Unix.require(top.resolve("a/b")).mode()).isEqualTo(0640);
    assertThat(Files.getLastModifiedTime(top.resolve("a/b")).toInstant()).isEqualTo(DATE);
    assertThat(x.paths())
        .containsExactly(
            new ExtractedPath("", 'd', 0755, 0, ""),
            new ExtractedPath("a", 'd', 0755, 0, ""),
            new ExtractedPath(
                "a/b",
                'f',
                0640,
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(x.losses().isEmpty()).isTrue();
  }

  @Test
  void isClosedToOthersUntilItIsFinished() throws IOException {
    x.directory("", PROGRAM);
    x.directory("open/", new EntryAttributes(0777, 0, 0, DATE));
    assertThat(Unix.require(top).mode()).isEqualTo(0700);
    assertThat(Unix.require(top.resolve("open")).mode()).isEqualTo(0700);
    x.finish();
    assertThat(Unix.require(top).mode()).isEqualTo(0755);
    assertThat(Unix.require(top.resolve("open")).mode()).isEqualTo(0777);
  }

  @Test
  void fillsReadOnlyDirectoriesAndKeepsTheirDates() throws IOException {
    x.directory("ro", new EntryAttributes(0555, 0, 0, DATE));
    x.directory("ro/deep", new EntryAttributes(0500, 0, 0, DATE));
    file("ro/deep/file", "x");
    x.symlink("ro/deep/link", "file", FILE);
    x.finish();
    assertThat(Unix.require(top.resolve("ro")).mode()).isEqualTo(0555);
    assertThat(Files.getLastModifiedTime(top.resolve("ro")).toInstant()).isEqualTo(DATE);
    assertThat(Files.getLastModifiedTime(top.resolve("ro/deep")).toInstant()).isEqualTo(DATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../x", "a/../../x", "a/./b", ".", "..", "a//b", "", "a\0b"})
  void refusesPathsThatAreNotPlain(String path) throws IOException {
    assertThatThrownBy(() -> file(path, "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> x.symlink(path, "t", FILE)).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> x.hardLink(path, "t")).isInstanceOf(CorruptException.class);
    if (!path.isEmpty()) {
      assertThatThrownBy(() -> x.directory(path, FILE)).isInstanceOf(CorruptException.class);
    }
    assertThat(Unix.list(temp)).containsExactly(top);
  }

  @Test
  void refusesNamesThatAreTooLong() throws IOException {
    file("n".repeat(255), "x");
    assertThatThrownBy(() -> file("n".repeat(256), "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> file("\u00e4".repeat(128), "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> file("a/".repeat(1024) + "x", "x"))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesAnEntryBelowALinkOfTheArchive() throws IOException {
    x.symlink("out", temp.toString(), FILE);
    assertThatThrownBy(() -> file("out/evil", "x"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> x.directory("out", PROGRAM)).isInstanceOf(CorruptException.class);
    assertThat(temp.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesALinkWhereADirectoryIs() throws IOException {
    file("a/b", "x");
    assertThatThrownBy(() -> x.symlink("a", "..", FILE)).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> x.symlink("a/b", "..", FILE)).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> file("a", "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> file("a/b/c", "x")).isInstanceOf(CorruptException.class);
  }

  @Test
  void makesLinksAsTheyStandAndLast() throws IOException {
    x.symlink("abs", "/etc/passwd", FILE);
    x.symlink("up", "../../..", FILE);
    assertThat(Files.exists(top.resolve("abs"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    x.finish();
    assertThat(Files.readSymbolicLink(top.resolve("abs"))).isEqualTo(Path.of("/etc/passwd"));
    assertThat(Files.readSymbolicLink(top.resolve("up"))).isEqualTo(Path.of("../../.."));
    assertThat(x.paths()).contains(new ExtractedPath("abs", 'l', 0640, 0, "/etc/passwd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dir/", "/a//b", "/", "a/./../b///"})
  void makesLinksAsTheyStandWithAllTheirSlashes(String target) throws IOException {
    x.symlink("l", target, FILE);
    x.finish();
    assertThat(Files.readSymbolicLink(top.resolve("l"))).hasToString(target);
    assertThat(x.paths()).contains(new ExtractedPath("l", 'l', 0640, 0, target));
    assertThat(x.losses().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b"})
  void refusesImpossibleLinkTargets(String target) {
    assertThatThrownBy(() -> x.symlink("l", target, FILE)).isInstanceOf(CorruptException.class);
  }

  @Test
  void makesHardLinksToFilesThatComeLaterAndToOtherHardLinks() throws IOException {
    x.hardLink("a", "b");
    x.hardLink("b", "z");
    file("z", "content");
    x.finish();
    assertThat(Unix.inode(top.resolve("a"))).isEqualTo(Unix.inode(top.resolve("z")));
    assertThat(x.paths()).filteredOn(p -> p.type() == 'f').hasSize(3);
    assertThat(x.paths()).filteredOn(p -> p.size() == 7).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "dir", "link", "self", "link/x"})
  void refusesHardLinksToAnythingButAFileOfTheArchive(String existing) throws IOException {
    x.directory("dir", PROGRAM);
    x.symlink("link", "/etc", FILE);
    x.hardLink("self", existing);
    assertThatThrownBy(x::finish).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesHardLinksToTheOutside() {
    assertThatThrownBy(() -> x.hardLink("a", "/etc/passwd")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> x.hardLink("a", "../x")).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesEntriesBelowAHardLink() throws IOException {
    file("f", "x");
    x.hardLink("h", "f");
    assertThatThrownBy(() -> file("h/x", "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> file("h", "x")).isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> x.directory("h", PROGRAM)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesDevicesPipesAndSockets() {
    assertThatThrownBy(() -> x.special("dev/null")).isInstanceOf(CorruptException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {04755, 02755, 06755})
  void refusesSetuidFilesOutsideOfPackages(int mode) {
    EntryAttributes a = new EntryAttributes(mode, 0, 0, DATE);
    assertThatThrownBy(() -> x.file("sudo", a, text("x")))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("setuid");
  }

  @Test
  void keepsSetuidOfPackagesWhenItMayKeepTheOwner() throws IOException {
    Extraction p = new Extraction(temp.resolve("p"), ExtractionRules.PACKAGE);
    p.file("tool", new EntryAttributes(04755, 0, 0, DATE), text("x"));
    p.finish();
    boolean root = Unix.require(temp.resolve("p")).uid() == 0;
    int mode = Unix.require(temp.resolve("p/tool")).mode();
    assertThat(mode).isEqualTo(root ? 04755 : 0755);
    assertThat(p.losses().counts().containsKey("special mode bit")).isEqualTo(!root);
  }

  @Test
  void takesSpecialBitsOffDirectoriesAndSaysSo() throws IOException {
    x.directory("d", new EntryAttributes(03777, 0, 0, DATE));
    x.finish();
    assertThat(Unix.require(top.resolve("d")).mode()).isEqualTo(0777);
    assertThat(x.losses()).hasToString("1 x special mode bit");
  }

  @Test
  void letsTheLastOfTwoFilesWin() throws IOException {
    x.file("f", new EntryAttributes(0400, 0, 0, DATE), text("a longer first one"));
    file("f", "second");
    x.finish();
    assertThat(top.resolve("f")).hasContent("second");
    assertThat(x.paths()).filteredOn(p -> p.type() == 'f').hasSize(1);
  }

  @Test
  void refusesTwinsThatTheDiskDoesNotKeepApart() throws IOException {
    Files.writeString(top.resolve("a"), "as if A and a were one name");
    Files.createDirectory(top.resolve("d"));
    assertThatThrownBy(() -> file("a", "x"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("ignores case");
    assertThatThrownBy(() -> file("d/x", "x")).isInstanceOf(CorruptException.class);
    x.symlink("a", "t", FILE);
    assertThatThrownBy(x::finish).isInstanceOf(CorruptException.class);
    assertThat(top.resolve("a")).content().startsWith("as if");
  }

  @Test
  void keepsTwinsApartWhereTheDiskDoes() throws IOException {
    file("A", "1");
    file("a", "2");
    file("\u00e4", "3");
    file("a\u0308", "4");
    assertThat(Unix.list(top).size()).isIn(4, 1);
  }

  @Test
  void refusesADirectoryThatIsNotFresh() throws IOException {
    Path used = Files.createDirectory(temp.resolve("used"));
    Files.createFile(used.resolve("x"));
    assertThatThrownBy(() -> new Extraction(used, ExtractionRules.STRICT))
        .hasMessageContaining("not empty");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp);
    assertThatThrownBy(() -> new Extraction(link, ExtractionRules.STRICT))
        .isInstanceOf(IOException.class);
  }

  @Test
  void bearsDatesThatNoDiskCanHold() throws IOException {
    for (Instant at : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusSeconds(1))) {
      x.file("f", new EntryAttributes(0644, 0, 0, at), text("x"));
    }
    x.file("f", new EntryAttributes(0644, 0, 0, null), text("x"));
    x.finish();
    assertThat(top.resolve("f")).hasContent("x");
  }
}
