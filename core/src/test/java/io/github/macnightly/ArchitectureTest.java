package io.github.macnightly;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the rooms. A new arrow is a change of this test, and is reviewed as one. */
class ArchitectureTest {

  private static final String BASE = "io.github.macnightly.";

  /** Room to the rooms it may use; every room may use io. */
  private static final Map<String, Set<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("io", Set.of()),
              Map.entry("codec", Set.of()),
              Map.entry("xml", Set.of()),
              Map.entry("text", Set.of()),
              Map.entry("plist", Set.of("xml")),
              Map.entry("udif", Set.of("codec", "plist")),
              Map.entry("partition", Set.of()),
              Map.entry("volume", Set.of()),
              Map.entry("decmpfs", Set.of("codec")),
              Map.entry("crypt", Set.of()),
              Map.entry("sparse", Set.of("plist", "crypt")),
              Map.entry("hfs", Set.of("codec", "volume", "decmpfs")),
              Map.entry("hfsclassic", Set.of("volume")),
              Map.entry("apfs", Set.of("codec", "volume", "decmpfs", "crypt")),
              Map.entry("extract", Set.of("image", "volume", "files")),
              Map.entry("nio", Set.of("image", "volume", "crypt")),
              Map.entry("xar", Set.of("codec", "xml")),
              Map.entry("bom", Set.of("codec")),
              Map.entry("archive", Set.of("codec")),
              Map.entry(
                  "image",
                  Set.of(
                      "udif",
                      "partition",
                      "volume",
                      "hfs",
                      "hfsclassic",
                      "apfs",
                      "crypt",
                      "sparse")),
              Map.entry("signature", Set.of("xar", "plist")),
              Map.entry("distribution", Set.of("plist", "xml", "text")),
              Map.entry("predicate", Set.of("text")),
              Map.entry("facts", Set.of("predicate", "host", "process", "plist")),
              Map.entry("manifests", Set.of("predicate", "plist", "fetch", "files", "text")),
              Map.entry("scripts", Set.of("process", "plist", "files", "text")),
              Map.entry("pkg", Set.of("xar", "bom", "plist", "codec", "xml")),
              Map.entry("files", Set.of()),
              Map.entry("process", Set.of()),
              Map.entry("config", Set.of("text")),
              Map.entry("mail", Set.of("process")),
              Map.entry("fetch", Set.of("files")),
              Map.entry("repository", Set.of("fetch", "files")),
              Map.entry("state", Set.of("files")),
              Map.entry("host", Set.of("process", "plist")),
              Map.entry("inventory", Set.of("state", "files", "bom", "plist", "signature")),
              Map.entry(
                  "install",
                  Set.of(
                      "inventory",
                      "archive",
                      "extract",
                      "image",
                      "volume",
                      "crypt",
                      "pkg",
                      "xar",
                      "bom",
                      "signature",
                      "distribution",
                      "plist",
                      "files",
                      "state",
                      "host",
                      "process")),
              Map.entry(
                  "packages",
                  Set.of("install", "archive", "repository", "fetch", "state", "files", "process")),
              Map.entry("sync", Set.of("process", "files")),
              Map.entry(
                  "nightly",
                  Set.of(
                      "packages",
                      "facts",
                      "manifests",
                      "scripts",
                      "install",
                      "sync",
                      "repository",
                      "state",
                      "config",
                      "host",
                      "mail",
                      "process",
                      "files",
                      "fetch",
                      "text"))));

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.macnightly");

  @Test
  void everyRoomIsListed() {
    Set<String> rooms = new TreeSet<>();
    CORE.forEach(c -> rooms.add(room(c)));
    rooms.remove("fixtures");
    assertThat(rooms).isEqualTo(ARROWS.keySet());
  }

  @TestFactory
  Iterable<DynamicTest> roomsUseOnlyWhatTheyMay() {
    return ARROWS.keySet().stream()
        .map(room -> DynamicTest.dynamicTest(room, () -> check(room)))
        .toList();
  }

  private static void check(String room) {
    Set<String> allowed = new TreeSet<>(ARROWS.get(room));
    allowed.add("io");
    allowed.add(room);
    noClasses()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .dependOnClassesThat(inARoomOtherThan(allowed))
        .check(CORE);
  }

  private static DescribedPredicate<JavaClass> inARoomOtherThan(Set<String> allowed) {
    return DescribedPredicate.describe(
        "are in a room other than " + allowed,
        c -> c.getPackageName().startsWith(BASE) && !allowed.contains(room(c)));
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CORE);
  }

  /**
   * Large libraries that few runs need stay behind one door each, so that nothing else loads them.
   */
  @Test
  void largeLibrariesHaveOneDoor() {
    onlyDoor("signature", "org.bouncycastle..");
    onlyDoor("distribution", "org.mozilla.javascript..");
  }

  private static void onlyDoor(String room, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CORE);
  }

  /** Durability is one room: whoever renames or deletes asks it. */
  @Test
  void onlyFilesRenamesAndDeletes() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "files..", BASE + "fixtures..")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it is Files.move, Files.delete or FileChannel.force",
                call ->
                    (call.getTargetOwner().isEquivalentTo(java.nio.file.Files.class)
                            && Set.of("move", "delete", "deleteIfExists").contains(call.getName()))
                        || (call.getTargetOwner()
                                .isEquivalentTo(java.nio.channels.FileChannel.class)
                            && call.getName().equals("force"))))
        .check(CORE);
  }

  @Test
  void nobodyPrintsOrEnds() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "fixtures..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CORE);
  }

  @Test
  void noStateIsShared() {
    classes()
        .that()
        .resideOutsideOfPackage(BASE + "fixtures..")
        .should(new StaticFieldsAreFinal())
        .check(CORE);
  }

  private static String room(JavaClass c) {
    String rest =
        c.getPackageName().substring(Math.min(BASE.length(), c.getPackageName().length()));
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
