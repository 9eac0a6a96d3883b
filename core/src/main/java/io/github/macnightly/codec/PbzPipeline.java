package io.github.macnightly.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Gives out the content of blocks in their order while threads decode them, each block on one of
 * them. What has been decoded and not yet been read stays under a limit: a thread whose block is
 * not next waits, the one whose block is next may always go on.
 *
 * <p>Blocks are fetched from the packed data by the reader itself, so the packed stream below needs
 * no lock. Closing waits for the threads but never interrupts them, because an interrupt would
 * close a file channel that others read too.
 */
class PbzPipeline extends InputStream {

  /** Bounds the bookkeeping where blocks are tiny. */
  private static final int MAX_WAITING = 64;

  /** A block that waits to be decoded. */
  @FunctionalInterface
  interface Block {
    void decode(Parts sink) throws IOException;

    /** Is told by the reader when all that was decoded has been read. */
    default void drained() {
      // Most blocks hold nothing that could be used again.
    }
  }

  /** Takes decoded bytes; the array belongs to the pipeline afterwards. */
  @FunctionalInterface
  interface Sink {
    void put(byte[] bytes, int length) throws IOException;
  }

  /** Takes, besides, parts of an array that its owner leaves alone until it is drained. */
  interface Parts extends Sink {
    void part(byte[] bytes, int from, int to) throws IOException;
  }

  /** Fetches the next block from the packed data; null behind the last. */
  @FunctionalInterface
  interface Blocks {
    Block next() throws IOException;
  }

  /** Bytes between two places of an array, and how many bytes wait for the reader with them. */
  private record Piece(byte[] bytes, int from, int to, int cost) {}

  /** A block under way; its fields are guarded by the lock. */
  private final class Slot implements Parts {
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Block block;
    private boolean done;
    private Throwable failure;

    Slot(Block block) {
      this.block = block;
    }

    @Override
    public void put(byte[] bytes, int length) throws IOException {
      PbzPipeline.this.put(this, new Piece(bytes, 0, length, bytes.length));
    }

    @Override
    public void part(byte[] bytes, int from, int to) throws IOException {
      PbzPipeline.this.put(this, new Piece(bytes, from, to, 0));
    }
  }

  private final Blocks blocks;
  private final int workers;
  private final int budget;
  private final int most;
  private final ExecutorService threads;
  private final Object lock = new Object();
  private final Deque<Slot> slots = new ArrayDeque<>();
  private int active;
  private long held;
  private boolean closed;
  private boolean ended;
  private IOException failure;
  private Piece piece;
  private int position;

  /**
   * Starts with nothing decoded.
   *
   * @param workers number of threads
   * @param budget bytes that may be decoded ahead
   */
  PbzPipeline(Blocks blocks, int workers, int budget) {
    this(blocks, workers, budget, MAX_WAITING);
  }

  /**
   * The same with a limit for the number of blocks that have been begun and not been read.
   *
   * @param most at least 1
   */
  PbzPipeline(Blocks blocks, int workers, int budget, int most) {
    this.most = most;
    this.blocks = blocks;
    this.workers = workers;
    this.budget = budget;
    threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "unpack");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      if (piece == null && !advance()) {
        return -1;
      }
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    int count = Math.min(length, piece.to() - position);
    System.arraycopy(piece.bytes(), position, bytes, offset, count);
    position += count;
    if (position == piece.to()) {
      release();
    }
    return count;
  }

  private void release() {
    Piece read = piece;
    piece = null;
    if (read.cost() > 0) {
      synchronized (lock) {
        held -= read.cost();
        lock.notifyAll();
      }
      recycle(read.bytes());
    }
  }

  /** Takes an array that has been read and is of no more use here. */
  void recycle(byte[] used) {
    // Most blocks bring arrays of their own making.
  }

  /** Goes to the next piece; false behind the last. */
  private boolean advance() throws IOException {
    while (true) {
      fill();
      synchronized (lock) {
        Slot head = slots.peek();
        if (head == null) {
          return false;
        }
        while (head.pieces.isEmpty() && !head.done) {
          await();
        }
        piece = head.pieces.poll();
        if (piece != null) {
          position = piece.from();
          return true;
        }
        if (head.failure != null) {
          throw failed(head.failure);
        }
        slots.remove();
        head.block.drained();
        lock.notifyAll(); // the next block may now go over the budget
      }
    }
  }

  private static IOException failed(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    return (IOException) failure;
  }

  /** Hands blocks to the threads that have nothing to do. */
  private void fill() {
    while (!ended && hasRoom()) {
      try {
        Block block = blocks.next();
        ended = block == null;
        if (block != null) {
          add(new Slot(block));
        }
      } catch (IOException | RuntimeException e) {
        ended = true;
        add(unreadable(e));
      }
    }
  }

  private boolean hasRoom() {
    synchronized (lock) {
      return !closed && active < workers && slots.size() < most;
    }
  }

  private void add(Slot slot) {
    synchronized (lock) {
      slots.add(slot);
      active += slot.done ? 0 : 1;
    }
    if (!slot.done) {
      threads.execute(() -> run(slot));
    }
  }

  /** Returns what is met when all before it has been read. */
  private Slot unreadable(Exception failure) {
    Slot slot = new Slot(sink -> {});
    slot.failure = failure;
    slot.done = true;
    return slot;
  }

  private void run(Slot slot) {
    Throwable thrown = null;
    try {
      slot.block.decode(slot);
    } catch (IOException | RuntimeException | Error e) {
      thrown = e;
    }
    synchronized (lock) {
      slot.failure = thrown;
      slot.done = true;
      active--;
      lock.notifyAll();
    }
  }

  private void put(Slot slot, Piece next) throws IOException {
    if (next.to() == next.from()) {
      return;
    }
    synchronized (lock) {
      while (!closed && isFull(next) && !(slots.peek() == slot && slot.pieces.isEmpty())) {
        await();
      }
      if (closed) {
        throw new InterruptedIOException("the reader has gone");
      }
      held += next.cost();
      slot.pieces.add(next);
      lock.notifyAll();
    }
  }

  private boolean isFull(Piece next) {
    return held > 0 && held + next.cost() > budget;
  }

  private void await() throws InterruptedIOException {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while unpacking");
    }
  }

  /** Returns when no thread touches the packed data any more. */
  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      slots.forEach(slot -> slot.pieces.clear());
      lock.notifyAll();
    }
    threads.shutdown();
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
