package io.github.macnightly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTest {

  private static final Path TARGET = Path.of("/t r");

  private static List<String> words(String version, SyncRequest request) {
    return new Command("rsync", Dialect.of(version), Duration.ofHours(1)).sync(request);
  }

  @Test
  void programsAreToldApart() {
    assertThat(Dialect.of("rsync  version 3.5.0  protocol version 32"))
        .isEqualTo(new Dialect(false, 305));
    assertThat(Dialect.of("rsync  version v3.2.7  protocol version 31").isModern()).isTrue();
    assertThat(Dialect.of("rsync  version 2.6.9  protocol version 29"))
        .isEqualTo(new Dialect(false, 206));
    assertThat(Dialect.of("openrsync: protocol version 29\nrsync version 2.6.9 compatible").open())
        .isTrue();
  }

  @Test
  void openrsyncIsAskedOnlyForWhatItKnows() {
    SyncRequest request = SyncRequest.overlay("rsync://h/m/config/", TARGET, Path.of("/b"));

    assertThat(words("openrsync: protocol version 29", request))
        .containsExactly(
            "rsync",
            "-rltzOK",
            "--executability",
            "-8",
            "--out-format=%n",
            "-u",
            "-b",
            "--backup-dir=/b",
            "--no-motd",
            "--timeout=600",
            "rsync://h/m/config/",
            "/t r/");
  }

  @Test
  void mirrorOfModernRsyncDeletesAfterTheTransfer() {
    assertThat(words("rsync  version 3.4.1", SyncRequest.mirror("h::m/common", TARGET)))
        .containsExactly(
            "rsync",
            "-az",
            "-8",
            "-i",
            "--delete-after",
            "--no-motd",
            "--timeout=600",
            "--contimeout=60",
            "h::m/common/",
            "/t r/");
  }

  @Test
  void oldRsyncIsNotAskedForConnectTimeout() {
    assertThat(words("rsync  version 2.6.9", SyncRequest.additions("h::m/local", TARGET)))
        .noneMatch(word -> word.startsWith("--contimeout") || word.startsWith("--info"));
  }

  @Test
  void rootAsTargetStaysRoot() {
    SyncRequest request = SyncRequest.overlay("/m", Path.of("/"), null);

    assertThat(words("rsync  version 3.4.1", request)).endsWith("/m/", "/");
  }
}
