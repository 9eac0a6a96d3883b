package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** Rewritten scripts against the same scripts as they were. */
final class SafeSourceTest {

  private static final String ADD =
      "function $add$(a, b) { return arguments.length > 1 ? a + b : a; }\n";

  private static String run(Context context, String source) {
    ScriptableObject scope = context.initSafeStandardObjects();
    return Context.toString(context.evaluateString(scope, source, "test", 1, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 + 4",
        "(1 + 2) * (3 + 4)",
        "'a' + 1 + 2 + ('b' + (3 + 4))",
        "var i = 1, j = 2; i+++j",
        "var i = 1, j = 2; i + +j + -i + ++j",
        "+'4' + +'5'",
        "typeof 1 + 'x' + !0 + void 0",
        "typeof parseInt('1') + 'x' + - parseInt('7') * 2 + 1",
        "- -1 + - - -2 + ~~3 + !!4",
        "var i = 1; ++i + i++ + --i + i--",
        "var o = {a: [1]}; ++o.a[0] + 1 + ' ' + delete o.a + o.a",
        "-(1 + 2) + -'3' * -4 - -5 + 6",
        "var a = -1 + 2; a += -a + +'3'; a",
        "`x${-1 + 2}y${typeof 1}z${-3}`",
        "!0 + 1 ? -1 + 2 : - 3 + 4",
        "'a' /* + */ + /* + */ 'b' // + c\n + 'd'",
        "'a+b' + /x+y/.source + `t+u`",
        "`a${1 + 2}b${`c${3 + 4}`}` + 'd'",
        "var a = 'x', b = a += 'y'; a + b",
        "var o = {k: {v: 1}}; o.k.v += 2; o['k'].v += 3; o.k['v'] += '4'; o.k.v",
        "var n = 0, a = [1, 2]; a[n++] += n + 5; a.join() + n",
        "var s = 0; for (var i = 0 + 1; i < 2 + 3; i += 1 + 0) { s += i; } s",
        "(true ? 1 + 2 : 3 + 4) + (false ? 5 + 6 : 7 + 8)",
        "(function () { return 1 + 1 })() + (function () {} + '').length",
        "[1 + 1, 'a' + 'b',].map(x => x + 1).join('+')",
        "new String('a' + 'b').length + new Date(0 + 0).getTime()",
        "var x = 1\nvar y = x\n+ 2\ny",
        "switch (2) { case 1 + 1: 'two' + '!'; break; default: 'none'; }",
        "try { throw 'a' + 'b' } catch (e) { e + 'c' }",
        "({a: 1 + 2, get b() { return this.a + 1 }}).b",
        "var f = (a = 1 + 2, b = a + 1) => a + b; f() + f(1)",
        "('a', 'b') + 'c'",
        "1 + 2 == 3 && 'a' + 'b' in {ab: 1 + 1} || 0 + 0",
        "var a = 1, b = 2; [a + b, a - -b, a+b].join(' + ')",
        "if (1 + 1) { 'yes' + 1 } else 'no' + 2",
        "var t = ''; do { t += 'x' } while (t.length + 0 < 3); t",
        "'\\u002B' + '\u00e4\u20ac\ud83d\ude00' + '+'",
        "eval === undefined ? 0 : 1 + 1",
      })
  void givesTheSame(String source) throws ScriptFailure {
    try (Context context = Context.enter()) {
      context.setInterpretedMode(true);
      context.setLanguageVersion(Context.VERSION_ES6);
      String safe = SafeSource.rewrite(source, "$add$");
      assertThat(run(context, ADD + safe)).as(safe).isEqualTo(run(context, source));
    }
  }

  /** Random expressions, always the same ones. */
  @Test
  void givesTheSameForExpressionsOfAllShapes() throws ScriptFailure {
    Random random = new Random(7);
    try (Context context = Context.enter()) {
      context.setInterpretedMode(true);
      context.setLanguageVersion(Context.VERSION_ES6);
      for (int i = 0; i < 400; i++) {
        String source = "var v = 3, o = {p: 'q'}; o.p += " + expression(random, 5) + "; o.p";
        String safe = SafeSource.rewrite(source, "$add$");
        assertThat(run(context, ADD + safe)).as(safe).isEqualTo(run(context, source));
      }
    }
  }

  private static String expression(Random random, int depth) {
    String[] atoms = {"1", "'x'", "v", "o.p", "/a+b/.source", "1.5", "null", "' + '"};
    if (depth == 0) {
      return atoms[random.nextInt(atoms.length)];
    }
    String a = expression(random, depth - 1 - random.nextInt(depth));
    String b = expression(random, depth - 1 - random.nextInt(depth));
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> a + " + " + b;
      case 3 -> a + "+" + (b.startsWith("+") ? " " : "") + b;
      case 4 -> a + " * " + b;
      case 5 -> a + " - " + b;
      case 6 -> "- " + a;
      case 7 -> "typeof " + a;
      case 8 -> "(" + a + ")";
      case 9 -> "(" + a + " ? " + a + " : " + b + ")";
      case 10 -> "[" + a + ", " + b + "].join()";
      case 11 -> "`" + (a.contains("`") ? "t" : "${" + a + "}") + "`";
      case 12 -> "+ " + a;
      default -> "String(" + a + ")" + " /* + */ + " + b;
    };
  }

  @Test
  void keepsTheLinesOfAScript() throws ScriptFailure {
    try (Context context = Context.enter()) {
      context.setLanguageVersion(Context.VERSION_ES6);
      assertThat(SafeSource.rewrite("a\n  + b;\nc += d", "$add$"))
          .isEqualTo("$add$(a\n  , b);\nc = $add$(c, d)");
    }
  }
}
