package io.github.macnightly.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as {@code sys/kauth.h} and {@code sys/acl.h} lay them out. */
class AccessControlListTest {

  private static final String EVERYONE = "abcdefab-cdef-abcd-efab-cdef0000000c";
  private static final int ALLOW = 1;
  private static final int DENY = 2;

  private static ByteBuffer list(int count) {
    return ByteBuffer.allocate(44 + 24 * Math.max(0, count))
        .putInt(0x012cc16d)
        .putInt(36, count)
        .position(44);
  }

  private static ByteBuffer entry(ByteBuffer list, String id, int flags, int rights) {
    UUID uuid = UUID.fromString(id);
    list.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return list.putInt(flags).putInt(rights);
  }

  /** What macOS gives every home directory. */
  @Test
  void describesTheEntryOfAHomeDirectory() throws IOException {
    byte[] list = entry(list(1), EVERYONE, DENY, 1 << 4).array();

    assertThat(AccessControlList.describe(list, true))
        .containsExactly("group:everyone deny delete");
  }

  @Test
  void namesRightsOfFilesAndOfDirectories() throws IOException {
    String user = "ffffeeee-dddd-cccc-bbbb-aaaa000001f5";
    byte[] list = entry(list(1), user, ALLOW, 0x3ffe).array();

    assertThat(AccessControlList.describe(list, false))
        .containsExactly(
            "user:501 allow read,write,execute,delete,append,delete_child,readattr,writeattr,"
                + "readextattr,writeextattr,readsecurity,writesecurity,chown");
    assertThat(AccessControlList.describe(list, true))
        .containsExactly(
            "user:501 allow list,add_file,search,delete,add_subdirectory,delete_child,readattr,"
                + "writeattr,readextattr,writeextattr,readsecurity,writesecurity,chown");
  }

  @Test
  void keepsTheOrderAndTellsHowEntriesAreInherited() throws IOException {
    ByteBuffer list = list(3);
    entry(list, "abcdefab-cdef-abcd-efab-cdef00000014", DENY, 1 << 2);
    entry(list, "0f8a2a66-92e1-4d5b-a0f0-3f1f6a2ecd10", ALLOW | 0x10, 1 << 1 | 1 << 3);
    entry(list, EVERYONE, ALLOW | 0x1e0, 1 << 1);

    assertThat(AccessControlList.describe(list.array(), true))
        .containsExactly(
            "group:20 deny add_file",
            "0F8A2A66-92E1-4D5B-A0F0-3F1F6A2ECD10 inherited allow list,search",
            "group:everyone allow list,file_inherit,directory_inherit,limit_inherit,only_inherit");
  }

  @Test
  void describesNothingWhereThereIsNoList() throws IOException {
    assertThat(AccessControlList.describe(list(-1).array(), false)).isEmpty();
    assertThat(AccessControlList.describe(list(0).array(), false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 128, 129, 0x7fffffff, 0x80000000})
  void refusesMoreEntriesThanThereAre(int count) {
    byte[] list = list(0).putInt(36, count).array();

    assertThatThrownBy(() -> AccessControlList.describe(list, false))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("entries in 44 bytes");
  }

  @Test
  void refusesWhatIsNoList() {
    assertThatThrownBy(() -> AccessControlList.describe(new byte[43], false))
        .isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> AccessControlList.describe(new byte[68], false))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("0x012cc16d");
  }
}
