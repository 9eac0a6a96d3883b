package io.github.macnightly.predicate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches of regular expressions that may run away without looking at the text, as {@code
 * (?:a|){200000000}} does at its end: what counts the looks never hears of them, and Java has no
 * way to stop them. They run on a thread of their own, which is left behind when it has worked for
 * too long. It ends with the program.
 */
final class UnseenWork {

  /** Two counted repetitions, one of four digits, or this many choices can hide a long search. */
  private static final int MANY_CHOICES = 16;

  private static final Pattern LARGE_COUNT = Pattern.compile("\\{[0-9]{0,9},?[0-9]{4,}");

  private static final long LOOK_MILLIS = 100;
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** As deep as the main thread of a virtual machine usually is. */
  private static final long STACK_BYTES = 8L << 20;

  private UnseenWork() {}

  /** Says whether a pattern has enough repetitions or choices for that. */
  static boolean mayHide(String pattern) {
    long choices = pattern.chars().filter(c -> "|*+?{".indexOf(c) >= 0).count();
    long counts = pattern.chars().filter(c -> c == '{').count();
    return choices >= MANY_CHOICES || counts >= 2 || LARGE_COUNT.matcher(pattern).find();
  }

  /**
   * Matches the whole text.
   *
   * @throws EvaluationException when that took over a tenth of a second of a processor
   */
  static boolean watch(Matcher matcher) throws EvaluationException {
    FutureTask<Boolean> match = new FutureTask<>(matcher::matches);
    Thread thread = new Thread(null, match, "regular expression", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        return match.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (worked(thread)) {
          throw new EvaluationException("the regular expression takes too long; make it simpler");
        }
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EvaluationException("interrupted");
      }
    }
  }

  /**
   * Time of the processor counts, not that of the clock: a busy machine is no fault of a pattern.
   */
  private static boolean worked(Thread thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return true;
    }
    return threads.getThreadCpuTime(thread.getId()) > MOST_NANOS;
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
