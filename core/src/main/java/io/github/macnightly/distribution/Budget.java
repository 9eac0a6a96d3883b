package io.github.macnightly.distribution;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Counts what the scripts of one product use together: instructions, bytes that their thread
 * allocates, and the deadline of {@link Sandbox}. It is asked before each call and at each jump
 * back, and inside of regular expressions.
 */
final class Budget extends ContextFactory {

  /** Real scripts use some thousands; a call costs 100. */
  private static final long MAX_INSTRUCTIONS = 10_000_000;

  /** Real scripts use less than one; what is thrown away at once counts too. */
  private static final long MAX_BYTES = 24 << 20;

  /** Less than a call costs, so that no call goes unseen. */
  private static final int STEP = 50;

  private static final int MAX_STACK_DEPTH = 300;

  private final AtomicBoolean stop;
  private final com.sun.management.ThreadMXBean threads = threads();
  private long instructions;
  private long bytesAtStart = Long.MAX_VALUE;

  Budget(AtomicBoolean stop) {
    this.stop = stop;
  }

  /** Ends a script; not being an exception, it passes by every {@code catch} of the script. */
  static final class Exceeded extends Error {

    private static final long serialVersionUID = 1L;

    Exceeded(String what) {
      super(what, null, false, false);
    }
  }

  private static com.sun.management.ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled()
        ? bean
        : null;
  }

  @Override
  protected Context makeContext() {
    Context context = super.makeContext();
    context.setInterpretedMode(true);
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInstructionObserverThreshold(STEP);
    context.setMaximumInterpreterStackDepth(MAX_STACK_DEPTH);
    context.setClassShutter(name -> false);
    return context;
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_ENHANCED_JAVA_ACCESS,
          Context.FEATURE_ENABLE_JAVA_MAP_ACCESS,
          Context.FEATURE_E4X,
          Context.FEATURE_DYNAMIC_SCOPE ->
          false;
      default -> super.hasFeature(context, feature);
    };
  }

  /** Starts to count allocated bytes; what the engine needs to start is not the script's. */
  void startCounting() {
    bytesAtStart = threads == null ? Long.MAX_VALUE : threads.getCurrentThreadAllocatedBytes();
  }

  @Override
  protected void observeInstructionCount(Context context, int count) {
    charge(count);
  }

  /** Counts instructions, or work that is worth as many. */
  void charge(long count) {
    instructions += count;
    if (instructions > MAX_INSTRUCTIONS) {
      throw new Exceeded("the script runs without an end");
    }
    if (stop.get()) {
      throw new Exceeded("the script did not end in time");
    }
    if (threads != null && threads.getCurrentThreadAllocatedBytes() - bytesAtStart > MAX_BYTES) {
      throw new Exceeded("the script uses more than " + (MAX_BYTES >> 20) + " MiB of memory");
    }
  }
}
