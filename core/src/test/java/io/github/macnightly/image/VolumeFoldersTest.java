package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Labels are free text, folders are not. */
class VolumeFoldersTest {

  /** A volume of which only the name counts. */
  private record Label(String name) implements Volume {
    @Override
    public String fileSystem() {
      return "HFS+";
    }

    @Override
    public boolean caseSensitive() {
      return false;
    }

    @Override
    public VolumeEntry root() {
      throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public Optional<VolumeEntry> find(String path) {
      return Optional.empty();
    }
  }

  private static List<String> folders(String... labels) {
    List<Volume> volumes = Stream.of(labels).<Volume>map(Label::new).toList();
    return List.copyOf(VolumeFolders.of(volumes).keySet());
  }

  @Test
  void singleVolumeNeedsNoFolder() {
    assertThat(folders("..")).containsExactly("");
  }

  @Test
  void volumesOfOneNameGetNumbers() {
    assertThat(folders("Tea", "tea", "", ""))
        .containsExactly("Tea", "tea 1", "untitled", "untitled 1");
  }

  @Test
  void labelThatIsNoNameOfAFolderIsMadeOne() {
    assertThat(folders("..", ".", "a/b", "x\0")).containsExactly("_..", "_.", "a:b", "x_");
  }
}
