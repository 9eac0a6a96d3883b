package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.cli.Installation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that has not been built, with a Maven that only notes its calls. */
class LauncherBuildTest {

  private static final String BUILDS =
      """
      echo "building in $PWD with $*"
      echo call >>"$PWD/calls"
      sleep 1
      mkdir -p cli/target/macnightly/lib
      touch cli/target/macnightly/lib/macnightly.jar\
      """;

  @TempDir Path folder;

  private Path checkout;
  private Path programs;
  private Installation installation;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = folder.resolve("check out");
    programs = folder.resolve("programs");
    installation =
        Installation.of(checkout).withFakeJava("17.0.1").with("PATH", programs + ":/usr/bin:/bin");
    Files.createFile(checkout.resolve("pom.xml"));
  }

  @Test
  void buildsOnceAndSaysSoOnStandardError() throws Exception {
    Installation.script(programs.resolve("mvn"), BUILDS);

    Result first = installation.run(installation.bin("update"), "now");
    Result second = installation.run(installation.bin("update"), "now");

    assertThat(first.status()).isZero();
    assertThat(first.output()).startsWith("<-").endsWith("<now>");
    assertThat(first.errors()).contains("update: not built yet", "building in " + real());
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    Installation.script(programs.resolve("mvn"), BUILDS);
    Callable<Result> start = () -> installation.run(installation.bin("update"));

    ExecutorService both = Executors.newFixedThreadPool(2);
    Future<Result> one = both.submit(start);
    Future<Result> other = both.submit(start);

    assertThat(one.get().status()).isZero();
    assertThat(other.get().status()).isZero();
    both.shutdown();
    assertThat(checkout.resolve("calls")).hasContent("call");
  }

  @Test
  void lockOfABuilderThatDiedIsTakenOver() throws Exception {
    Installation.script(programs.resolve("mvn"), BUILDS);
    Path lock = Files.createDirectories(checkout.resolve("cli/target/.building"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

    assertThat(installation.run(installation.bin("update")).status()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void failedBuildEndsWithOneStatusAndAdvice() throws Exception {
    Installation.script(programs.resolve("mvn"), "echo broken; exit 1");

    Result result = installation.run(installation.bin("update"));

    assertThat(result.status()).isEqualTo(70);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("broken", "update: the build failed");
    assertThat(checkout.resolve("cli/target/.building")).doesNotExist();
  }

  @Test
  void missingProgramOutsideACheckoutIsSaid() throws Exception {
    Files.delete(checkout.resolve("pom.xml"));

    Result result = installation.run(installation.bin("update"));

    assertThat(result.status()).isEqualTo(69);
    assertThat(result.errors()).contains("is missing: install macnightly anew");
  }

  private String real() throws IOException {
    return checkout.toRealPath().toString();
  }
}
