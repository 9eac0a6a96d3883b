package io.github.macnightly.distribution;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Answers by running the scripts. One object serves one thread and one evaluation; it must be
 * closed by the thread that made it. Once a script was stopped, nothing is run any more.
 */
final class RhinoScripts implements Scripts {

  private static final String ADDER = "$add$";
  private static final String DEPTH = "stack depth";

  private final List<String> sources;
  private final Doubts doubts = new Doubts();
  private final Context context;
  private final ScriptableObject scope;
  private final ScriptObjects objects;
  private boolean loaded;
  private ScriptFailure broken;

  RhinoScripts(Evaluator.Work work, Selections state, AtomicBoolean stop) {
    Budget budget = new Budget(stop);
    this.sources = work.file().scripts();
    this.context = budget.enterContext();
    this.scope = context.initSafeStandardObjects();
    new Guards(context, scope, budget).install(ADDER);
    this.objects = new ScriptObjects(work, doubts, context, scope);
    objects.define(state);
    budget.startCounting();
  }

  @Override
  public boolean condition(String expression, String choice) throws ScriptFailure {
    load();
    objects.aboutChoice(choice);
    return Boolean.TRUE.equals(run(expression, Context::toBoolean));
  }

  @Override
  public Verdict check(String expression) throws ScriptFailure {
    load();
    objects.aboutChoice("");
    Scriptable result = objects.newResult();
    return run(
        expression,
        value ->
            new Verdict(
                value instanceof Boolean allowed ? allowed : null,
                ScriptValues.text(result, "type"),
                ScriptValues.text(result, "title"),
                ScriptValues.text(result, "message")));
  }

  /** Defines the functions, at the first question; one broken script breaks all answers. */
  private void load() throws ScriptFailure {
    if (!loaded) {
      loaded = true;
      for (String source : sources) {
        try {
          run(source, value -> value);
        } catch (ScriptFailure e) {
          broken = e;
        }
      }
    }
    if (broken != null) {
      throw broken;
    }
  }

  /** Makes the answer of a value; it may run code of the script. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Object value);
  }

  private <T> T run(String source, Reading<T> reading) throws ScriptFailure {
    if (broken != null) {
      throw broken;
    }
    try {
      String safe = SafeSource.rewrite(source, ADDER);
      return reading.read(context.evaluateString(scope, safe, "script", 1, null));
    } catch (EcmaError e) {
      throw failure(e.getErrorMessage());
    } catch (RhinoException e) {
      String details = String.valueOf(e.details());
      throw details.contains(DEPTH)
          ? stopped("the script calls itself without an end")
          : failure(details);
    } catch (Budget.Exceeded e) {
      throw stopped(e.getMessage());
    } catch (StackOverflowError e) {
      throw stopped("the script is nested too deep");
    } catch (OutOfMemoryError e) {
      throw stopped("the script uses too much memory");
    } catch (RuntimeException e) {
      throw failure("the JavaScript engine gave up: " + e); // it has mistakes of its own
    }
  }

  private static ScriptFailure failure(String reason) {
    return new ScriptFailure(Doubts.shortened(reason), false);
  }

  private ScriptFailure stopped(String reason) {
    broken = new ScriptFailure(reason, true);
    return broken;
  }

  @Override
  public List<String> takeDoubts() {
    return doubts.takeDoubts();
  }

  @Override
  public List<String> log() {
    return doubts.log();
  }

  @Override
  public void close() {
    context.close();
  }
}
