package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile packages that lie beside the checkout, installed: refused where their word says so, and
 * never a path outside of the root.
 */
final class HostileInstallTest {

  private static final String CANARY = "PKGTEST_CANARY";

  private static final Set<String> MUST_FAIL =
      Set.of("error", "reject", "reject-dtd", "bounded-error", "signature-invalid");

  /** Its script does not run in a tree; another test runs it. */
  private static final String HANGS = "scripts-hang.pkg";

  /** Honest but for its number of empty files, which a slow disk makes for minutes. */
  private static final String MANY = "payload-many-entries-bomb.pkg";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> nothingIsWrittenOutsideAndNothingIsRecordedOfWhatIsRefused()
      throws IOException {
    Path set = Shared.fixture("pkg/synthetic").orElse(null);
    if (set == null) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    String json = Files.readString(set.resolve("expected.json"));
    JsonObject cases = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("cases");
    return cases.entrySet().stream()
        .map(one -> one.getValue().getAsJsonObject())
        .filter(one -> one.get("kind").getAsString().equals("hostile"))
        .filter(one -> !one.get("path").getAsString().endsWith(MANY))
        .map(one -> test(set, one));
  }

  private DynamicTest test(Path set, JsonObject one) {
    Path file = set.resolve(one.get("path").getAsString());
    String name = file.getFileName().toString();
    String expect = one.get("expect").getAsString();
    boolean fails = MUST_FAIL.contains(expect) && !name.equals(HANGS);
    return DynamicTest.dynamicTest(
        name + " " + expect,
        () ->
            Assertions.assertTimeout(
                Duration.ofSeconds(30), () -> check(file, fails), "took too long"));
  }

  private void check(Path file, boolean fails) throws Exception {
    Path work = Files.createDirectory(folder.resolve(file.getFileName().toString()));
    Path outside = Files.createDirectory(work.resolve("outside"));
    Map<String, String> before = digestOutside(work);
    try (Stage stage = new Stage(work)) {
      Path library = Files.createDirectories(stage.root.resolve("Library"));
      Files.createSymbolicLink(library.resolve("Linked"), outside);
      boolean refused = isRefused(stage, file);
      if (fails) {
        assertThat(refused).as("refused").isTrue();
      }
      if (refused) {
        assertThat(stage.added()).isEmpty();
        assertThat(stage.context.state().items()).isEmpty();
      }
    }
    assertThat(digestOutside(work)).isEqualTo(before);
    assertNoCanary(Path.of("/tmp"));
    assertNoCanary(Path.of("/"));
    assertNoCanary(Path.of(System.getProperty("user.home")));
  }

  private static boolean isRefused(Stage stage, Path file) throws Exception {
    try {
      stage.install(file);
      return false;
    } catch (FormatException | FileAlreadyExistsException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
      return true;
    }
  }

  private static Map<String, String> digestOutside(Path work) throws IOException {
    Map<String, String> all = Tree.digest(work);
    all.keySet().removeIf(path -> path.matches("(root|items)(/.*)?"));
    return all;
  }

  private static void assertNoCanary(Path directory) throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      List<Path> escaped = names.filter(p -> p.toString().contains(CANARY)).toList();
      assertThat(escaped).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> scriptThatHangsEndsAtItsDeadlineWithNothingChanged() throws IOException {
    Path file = Shared.fixture("pkg/synthetic/hostile/" + HANGS).orElse(null);
    return Stream.of(
        DynamicTest.dynamicTest(
            HANGS,
            () -> {
              assumeTrue(file != null, "no fixtures");
              hang(file);
            }));
  }

  private void hang(Path file) throws IOException {
    try (Stage stage = new Stage(Files.createDirectory(folder.resolve("hang")))) {
      InstallOptions options =
          new InstallOptions(Engine.AUTOMATIC, true, false, Duration.ofSeconds(1));
      assertThatThrownBy(() -> stage.installer(options).install(file, Origin.of(file)))
          .isInstanceOf(ScriptFailedException.class)
          .hasMessageContaining("deadline");
      assertThat(stage.added()).isEmpty();
      assertThat(stage.context.state().items()).isEmpty();
    }
  }
}
