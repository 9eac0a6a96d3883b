package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplayTest {

  private static final Duration WINDOW = Duration.ofHours(4);

  @TempDir Path work;

  @Test
  void hostsSpreadEvenly() {
    int[] bins = new int[20];
    for (int i = 0; i < 1000; i++) {
      Duration wait = Splay.ofHost(WINDOW, "lab-mac-" + i);
      assertThat(wait).isBetween(Duration.ZERO, WINDOW);
      bins[(int) Math.min(19, wait.toSeconds() * 20 / WINDOW.toSeconds())]++;
    }
    double chiSquare = 0;
    for (int bin : bins) {
      chiSquare += (bin - 50.0) * (bin - 50.0) / 50.0;
    }
    // 19 degrees of freedom: above 43.8 in one of a thousand even spreads.
    assertThat(chiSquare).isLessThan(43.8);
  }

  @Test
  void hostWaitsTheSameEachNight() {
    assertThat(Splay.ofHost(WINDOW, "lab7")).isEqualTo(Splay.ofHost(WINDOW, "lab7"));
    assertThat(Splay.ofHost(WINDOW, "lab7")).isNotEqualTo(Splay.ofHost(WINDOW, "lab8"));
  }

  @Test
  void randomWaitReachesBothEndsOfASmallWindow() {
    Random random = new Random(1);
    assertThat(random.ints(100).mapToObj(i -> Splay.random(Duration.ofSeconds(2), random)))
        .contains(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2))
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0);
  }

  @Test
  void windowOfZeroDoesNotWait() {
    assertThat(Splay.random(Duration.ZERO, new Random(1))).isZero();
    assertThat(Splay.ofHost(Duration.ZERO, "lab7")).isZero();
  }

  @Test
  void runWaitsAsTheConfigurationSaysAndSaysSo() throws Exception {
    try (Site site = site()) {
      site.nightly().run(NightlyOptions.all(false));

      Duration wait = Splay.ofHost(WINDOW, "lab7");
      assertThat(site.slept).containsExactly(wait);
      assertThat(site.heard.notes)
          .anyMatch(note -> note.startsWith("waiting " + wait.toMinutes() + " min, until "));
    }
  }

  @Test
  void nowDoesNotWait() throws Exception {
    try (Site site = site()) {
      site.run();

      assertThat(site.slept).isEmpty();
    }
  }

  private Site site() throws IOException {
    Site site = new Site(work);
    site.settings.put("SPLAY_MODE", "host");
    return site;
  }
}
