package io.github.macnightly.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionTableTest {

  private static final Partition HFS =
      new Partition("disk image", "Apple_HFS", 40 * 512, 100 * 512);

  @Test
  void readsAGuidTable() throws Exception {
    PartitionTable table = PartitionTable.read(new TestDisk(200).gpt(139).source());
    assertThat(table.scheme()).isEqualTo("GPT");
    assertThat(table.partitions()).containsExactly(HFS);
  }

  @Test
  void readsTheCopyOfAGuidTableWhoseHeaderIsDamaged() throws Exception {
    TestDisk disk = new TestDisk(200).gpt(139);
    disk.disk.put(512 + 80, (byte) 1);
    assertThat(PartitionTable.read(disk.source()).partitions()).containsExactly(HFS);
    disk.disk.putLong(512, 0);
    assertThat(PartitionTable.read(disk.source()).partitions()).containsExactly(HFS);
  }

  @Test
  void readsTheCopyOfAGuidTableWhoseEntriesAreDamaged() throws Exception {
    TestDisk disk = new TestDisk(200).gpt(139);
    disk.disk.put(2 * 512 + 32, (byte) 77);
    assertThat(PartitionTable.read(disk.source()).partitions()).containsExactly(HFS);
  }

  @Test
  void refusesAGuidTableThatIsDamagedTwice() {
    TestDisk disk = new TestDisk(200).gpt(139);
    disk.disk.put(512 + 80, (byte) 1).put(199 * 512 + 80, (byte) 1);
    refused(disk, CorruptException.class);
  }

  @Test
  void refusesGuidPartitionsOutsideOfTheDisk() {
    for (long last : List.of(200L, Long.MAX_VALUE, -1L, 3L)) {
      refused(new TestDisk(200).gpt(last), CorruptException.class);
    }
  }

  @Test
  void refusesAGuidTableWithTooManyEntries() {
    for (int count : List.of(-1, Integer.MAX_VALUE, 5000)) {
      TestDisk disk = new TestDisk(200);
      disk.gpt(139).disk.putInt(512 + 80, count).putLong(199 * 512, 0);
      refused(disk.signed(512), LimitExceededException.class);
    }
  }

  @Test
  void refusesAGuidTableWithImpossibleFields() {
    for (int field : List.of(12, 72, 84)) {
      TestDisk disk = new TestDisk(200);
      disk.gpt(139).disk.putInt(512 + field + (field == 72 ? 4 : 0), -1).putLong(199 * 512, 0);
      refused(disk.signed(512), CorruptException.class);
    }
  }

  @Test
  void readsAnAppleMapInEitherBlockSize() throws Exception {
    for (int[] sizes : new int[][] {{512, 512}, {2048, 2048}, {2048, 512}}) {
      TestDisk disk = new TestDisk(64).driverMap(sizes[0]);
      disk.apple(sizes[1], 1, 2, "Apple_partition_map").apple(sizes[1], 2, 2, "Apple_HFS");
      PartitionTable table = PartitionTable.read(disk.source());
      assertThat(table.scheme()).isEqualTo("APM");
      assertThat(table.partitions())
          .containsExactly(
              new Partition("p1", "Apple_partition_map", 2 * sizes[1], 2 * sizes[1]),
              new Partition("p2", "Apple_HFS", 4 * sizes[1], 2 * sizes[1]));
    }
  }

  @Test
  void dropsFreeSpaceOutsideOfTheDiskButRefusesVolumesThere() throws Exception {
    TestDisk disk = new TestDisk(4).apple(512, 1, 2, "Apple_HFS").apple(512, 2, 2, "Apple_Free");
    assertThat(PartitionTable.read(disk.source()).partitions()).hasSize(1);
    refused(
        new TestDisk(4).apple(512, 1, 2, "Apple_HFS").apple(512, 2, 2, "Apple_HFS"),
        CorruptException.class);
  }

  @Test
  void refusesAnAppleMapWithTooManyOrMissingEntries() {
    refused(new TestDisk(64).apple(512, 1, -1, "Apple_HFS"), LimitExceededException.class);
    refused(new TestDisk(64).apple(512, 1, 2, "Apple_HFS"), CorruptException.class);
    refused(new TestDisk(64).apple(512, 1, 4000, "Apple_HFS"), CorruptException.class);
  }

  @Test
  void readsAMasterBootRecordWithExtendedPartitions() throws Exception {
    TestDisk disk = new TestDisk(64).mbr(0, 0xaf, new long[] {8, 8});
    disk.mbr(1, 0x0f, new long[] {20, 40}).table(20, 0, 0x0e, new long[] {1, 4});
    disk.table(20, 1, 0x05, new long[] {10, 10}).table(30, 0, 0x83, new long[] {1, 4});
    PartitionTable table = PartitionTable.read(disk.source());
    assertThat(table.scheme()).isEqualTo("MBR");
    assertThat(table.partitions())
        .containsExactly(
            new Partition("", "0xaf", 8 * 512, 8 * 512),
            new Partition("", "0xe", 21 * 512, 4 * 512),
            new Partition("", "0x83", 31 * 512, 4 * 512));
  }

  @Test
  void refusesExtendedPartitionsThatFormARing() {
    TestDisk disk = new TestDisk(64).mbr(0, 0x05, new long[] {20, 40});
    disk.table(20, 1, 0x05, new long[] {10, 10}).table(30, 1, 0x05, new long[] {10, 10});
    refused(disk, CorruptException.class);
  }

  @Test
  void refusesMasterBootPartitionsThatLeaveTheDisk() {
    refused(new TestDisk(64).mbr(0, 0xaf, new long[] {8, 57}), CorruptException.class);
    refused(new TestDisk(64).mbr(0, 0xaf, new long[] {8, 0xffffffffL}), CorruptException.class);
  }

  @Test
  void prefersTheGuidTableToAMasterBootRecordThatListsTheSamePartition() throws Exception {
    TestDisk hybrid = new TestDisk(200).gpt(139).mbr(1, 0xaf, new long[] {40, 100});
    PartitionTable table = PartitionTable.read(hybrid.source());
    assertThat(table.scheme()).isEqualTo("GPT");
    assertThat(table.partitions()).containsExactly(HFS);
  }

  @Test
  void prefersTheAppleMapOfAHybridToItsMasterBootRecord() throws Exception {
    TestDisk hybrid = new TestDisk(64).driverMap(512).mbr(0, 0x17, new long[] {1, 60});
    hybrid.apple(512, 1, 2, "Apple_partition_map").apple(512, 2, 2, "Apple_HFS");
    assertThat(PartitionTable.read(hybrid.source()).scheme()).isEqualTo("APM");
  }

  @Test
  void takesADiskWithoutAMapAsOneVolume() throws Exception {
    TestDisk fat = new TestDisk(64).mbr(0, 0x6e, new long[] {0x20737365, 7});
    for (Source disk : List.of(fat.source(), Source.of(new byte[5000]), Source.of(new byte[0]))) {
      PartitionTable table = PartitionTable.read(disk);
      assertThat(table.scheme()).isEqualTo("none");
      assertThat(table.partitions()).containsExactly(new Partition("", "", 0, disk.size()));
    }
  }

  @Test
  void findsTheMapsOfRawImagesOfTheCollection() throws Exception {
    Path hybrid = Shared.fixture("dmg/made-xorriso-hybrid.cdr").orElse(null);
    assumeTrue(hybrid != null, "../shared/fixtures is absent");
    PartitionTable table = PartitionTable.read(Source.open(hybrid));
    assertThat(table.scheme()).isEqualTo("APM");
    assertThat(table.partitions())
        .contains(new Partition("HFSPLUS_Hybrid", "Apple_HFS", 128 * 512, 968 * 512));
    for (String bare : List.of("dfvfs-hfsplus.raw", "hfsprs-small.img", "etcher-invalid.dmg")) {
      Path file = Shared.fixture("dmg/" + bare).orElseThrow();
      assertThat(PartitionTable.read(Source.open(file)).scheme()).isEqualTo("none");
    }
  }

  @Test
  void endsInAResultOrARefusalWhateverIsChanged() throws IOException {
    Random random = new Random(9);
    for (int i = 0; i < 3000; i++) {
      TestDisk disk = new TestDisk(200).gpt(139).driverMap(2048);
      disk.apple(2048, 1, 2, "Apple_partition_map").apple(2048, 2, 2, "Apple_HFS");
      for (int k = random.nextInt(5); k >= 0; k--) {
        int sector = random.nextInt(3);
        disk.disk.put(sector * 512 + random.nextInt(512), (byte) random.nextInt());
      }
      if (random.nextBoolean()) {
        disk.signed(512);
      } else if (random.nextBoolean()) {
        disk.disk.putLong(512, 0).putLong(199 * 512, 0);
      }
      try {
        assertThat(PartitionTable.read(disk.source()).partitions()).isNotNull();
      } catch (FormatException expected) {
        assertThat(expected.getMessage()).doesNotContain("\n");
      }
    }
  }

  private static void refused(TestDisk disk, Class<? extends FormatException> kind) {
    assertThatThrownBy(() -> PartitionTable.read(disk.source())).isInstanceOf(kind);
  }
}
