package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeForceTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "5.8.0, true",
    "5.7.19, false",
    "6.1.0-18-amd64, true",
    "4.19.0, false",
    "14.2, true",
    "x, false"
  })
  void kernelThatLetsFailedWritesPassIsNotTrusted(String kernel, boolean trusted) {
    assertThat(VolumeForce.isTrustworthy(kernel)).isEqualTo(trusted);
  }

  @Test
  void volumeOfADirectoryIsForced() throws Exception {
    assumeTrue(Platform.isLinux(), "syncfs is a call of Linux");
    assumeTrue(VolumeForce.isTrustworthy(System.getProperty("os.version")), "an old kernel");
    assertThat(VolumeForce.force(directory)).isTrue();
  }

  @Test
  void missingPathIsNamed() {
    assumeTrue(Platform.isLinux(), "syncfs is a call of Linux");
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> VolumeForce.force(missing))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("missing");
  }
}
