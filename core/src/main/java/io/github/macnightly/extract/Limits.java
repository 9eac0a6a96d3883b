package io.github.macnightly.extract;

/**
 * What an extraction allows itself.
 *
 * @param entries most entries of a tree, hard links of directories followed
 * @param held most bytes that directories and links may take, which are kept until the end
 * @param batch most files that are sorted at a time; while they are written as many wait, and as
 *     many are collected
 * @param window bytes of the volume from which a thread takes files at a time, about one chunk of
 *     an image; also the size of the parts of a large file
 * @param threads how many threads write
 */
record Limits(int entries, long held, int batch, int window, int threads) {

  private static final int MOST_ENTRIES = 2_000_000;
  private static final int WINDOW = 1 << 20;

  /** What an entry of a volume, its path and its place in the queue take, with room to spare. */
  private static final int BYTES_PER_FILE = 1024;

  /** What the decoder of a chunk, its chunk and the buffers of a thread may take. */
  private static final int BYTES_PER_THREAD = 12 << 20;

  /** Returns what suits this machine and the memory we were given. */
  static Limits ofThisMachine() {
    Runtime machine = Runtime.getRuntime();
    long memory = machine.maxMemory();
    // One more than there are processors: one of them may wait for a chunk that another decodes.
    long threads = Math.min(machine.availableProcessors() + 1, memory / BYTES_PER_THREAD);
    long batch = Math.min(1 << 16, memory / 6 / BYTES_PER_FILE);
    return new Limits(
        MOST_ENTRIES, memory / 3, (int) Math.max(1024, batch), WINDOW, (int) Math.max(2, threads));
  }
}
