package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hostile packages that lie beside the checkout, and damaged copies of sound ones. */
final class HostileFixturesTest {

  /** What this room must refuse; all else may also end in a result, for other rooms to refuse. */
  private static final Set<String> MUST_FAIL =
      Set.of("error", "reject", "reject-dtd", "bounded-error", "error-or-warn");

  /**
   * Nothing of these is evaluated or run here; and the last one's changed byte lies in the slot of
   * its signature, for all its members have the checksums that its table of contents states.
   */
  private static final Set<String> HARMLESS_HERE =
      Set.of(
          "dist-js-loop.pkg",
          "dist-js-memory.pkg",
          "dist-js-recursion.pkg",
          "scripts-hang.pkg",
          "sig-payload-modified.pkg");

  @TestFactory
  Stream<DynamicTest> endInARefusalOrInAHarmlessResult() throws IOException {
    Path set = Shared.fixture("pkg/synthetic").orElse(null);
    if (set == null) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    String json = Files.readString(set.resolve("expected.json"));
    JsonObject cases = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("cases");
    return cases.entrySet().stream()
        .map(one -> one.getValue().getAsJsonObject())
        .filter(one -> Truth.text(one, "kind").equals("hostile"))
        .filter(one -> Truth.text(one, "path").matches(".*\\.m?pkg"))
        .map(one -> test(set.resolve(Truth.text(one, "path")), Truth.text(one, "expect")));
  }

  private static DynamicTest test(Path file, String expect) {
    String name = file.getFileName().toString();
    boolean fails = MUST_FAIL.contains(expect) && !HARMLESS_HERE.contains(name);
    return DynamicTest.dynamicTest(
        name + " " + expect,
        () ->
            Assertions.assertTimeout(
                Duration.ofSeconds(30), () -> check(file, fails), "took too long"));
  }

  private static void check(Path file, boolean fails) {
    if (fails) {
      assertThatThrownBy(() -> readAll(file)).isInstanceOf(FormatException.class);
    } else {
      assertThatCode(() -> resultOrRefusal(file)).doesNotThrowAnyException();
    }
  }

  private static void resultOrRefusal(Path file) throws IOException {
    try {
      readAll(file);
    } catch (FormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  private static void readAll(Path file) throws IOException {
    try (InstallerPackage opened = InstallerPackage.open(file)) {
      for (Component component : opened.components()) {
        assertThat(component.identifier()).isNotEmpty();
        component.bom();
        component.receiptFiles();
        component.extractScripts((e, in) -> in.transferTo(OutputStream.nullOutputStream()));
        component.payload((e, in) -> in.transferTo(OutputStream.nullOutputStream()));
      }
    }
  }

  @Test
  void damagedCopiesOfSoundPackagesEndInAResultOrARefusal(@TempDir Path directory)
      throws IOException {
    Random random = new Random(4);
    for (String name : List.of("sparkle-test", "relic-dummy", "outset_script-20140507")) {
      Path sound = Shared.fixture("pkg/real/" + name + ".pkg").orElse(null);
      assumeTrue(sound != null, "../shared/fixtures is absent");
      byte[] whole = Files.readAllBytes(sound);
      for (int i = 0; i < 50; i++) {
        byte[] mutant = whole.clone();
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        resultOrRefusal(Files.write(directory.resolve("mutant.pkg"), mutant));
      }
    }
  }
}
