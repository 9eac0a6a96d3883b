package io.github.macnightly.distribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.BigIntLiteral;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.KeywordLiteral;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.TemplateCharacters;
import org.mozilla.javascript.ast.TemplateLiteral;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.UpdateExpression;
import org.mozilla.javascript.ast.WithStatement;

/**
 * Rewrites a script so that each {@code a + b} becomes a call, {@code f(a, b)}, which can refuse.
 *
 * <p>The engine adds texts without copying them, so forty lines of {@code s = s + s} make one of
 * 2^40 characters in no time and no memory; its length then overflows, and whatever looks at a
 * character asks for all of them at once. Nothing in the engine can be asked to stop that.
 *
 * <p>The rewritten text is parsed again and must hold no addition. {@code with} and big integers
 * are refused, the former because it could hide the function, the latter because one multiplication
 * of theirs may take for ever.
 */
final class SafeSource {

  private static final int MAX_SOURCE = 1 << 20;

  private final String source;
  private final String adder;
  private final List<Edit> edits = new ArrayList<>();

  private SafeSource(String source, String adder) {
    this.source = source;
    this.adder = adder;
  }

  /** Replaces {@code length} characters at {@code at}. */
  private record Edit(int at, int length, String text) {}

  /**
   * Rewrites a script.
   *
   * @param adder name of the function
   * @throws RuntimeException of the engine when the script is malformed
   */
  static String rewrite(String source, String adder) throws ScriptFailure {
    if (source.length() > MAX_SOURCE) {
      throw new ScriptFailure("the script has more than " + MAX_SOURCE + " characters", true);
    }
    AstRoot root = parse(source);
    check(root, adder);
    SafeSource safe = new SafeSource(source, adder);
    root.visit(safe::visit);
    String text = safe.apply();
    parse(text).visit(SafeSource::refuseAddition);
    return text;
  }

  private static AstRoot parse(String source) {
    CompilerEnvirons environs = new CompilerEnvirons();
    environs.initFromContext(Context.getCurrentContext());
    return new Parser(environs).parse(source, "script", 1);
  }

  private static void check(AstRoot root, String adder) throws ScriptFailure {
    Set<String> refused = new TreeSet<>();
    root.visit(
        node -> {
          if (node instanceof WithStatement) {
            refused.add("with");
          } else if (node instanceof BigIntLiteral) {
            refused.add("a big integer");
          } else if (node instanceof Name name && name.getIdentifier().equals(adder)) {
            refused.add(adder);
          }
          return true;
        });
    if (!refused.isEmpty()) {
      String list = String.join(" and ", refused);
      throw new ScriptFailure("the script uses " + list + ", which is refused here", false);
    }
  }

  private static boolean refuseAddition(AstNode node) {
    if (node.getClass() == InfixExpression.class && node.getType() == Token.ADD) {
      throw new IllegalStateException("an addition is left");
    }
    return true;
  }

  private boolean visit(AstNode node) {
    if (node instanceof Assignment assignment && node.getType() == Token.ASSIGN_ADD) {
      assign(assignment);
    } else if (node instanceof InfixExpression infix && node.getType() == Token.ADD) {
      open(infix.getLeft(), adder + "(");
      replace(operator(infix), "+", ",");
      close(infix.getRight());
    } else if (node instanceof TemplateLiteral template) {
      template.getElements().stream()
          .filter(element -> !(element instanceof TemplateCharacters))
          .forEach(
              element -> {
                open(element, adder + "(");
                close(element);
              });
    }
    return true;
  }

  /** A target with side effects must not be evaluated twice; then only the summand is watched. */
  private void assign(Assignment assignment) {
    AstNode target = assignment.getLeft();
    String call = adder + "(";
    if (isPlain(target)) {
      int at = target.getAbsolutePosition();
      call += source.substring(at, at + target.getLength()) + ", ";
      replace(operator(assignment), "+=", "=");
    }
    open(assignment.getRight(), call);
    close(assignment.getRight());
  }

  private static boolean isPlain(AstNode target) {
    return target instanceof Name
        || target instanceof PropertyGet get && get.getTarget() instanceof Name;
  }

  private static int operator(InfixExpression infix) {
    return infix.getAbsolutePosition() + infix.getOperatorPosition();
  }

  private void open(AstNode node, String text) {
    edits.add(new Edit(start(node), 0, text));
  }

  /** The parser places a sign or a word such as {@code typeof} behind itself; this mends that. */
  private int start(AstNode node) {
    AstNode first = node;
    while (first.getClass() == InfixExpression.class) {
      first = ((InfixExpression) first).getLeft();
    }
    if (first instanceof UnaryExpression unary) {
      String operator = AstNode.operatorToString(unary.getType());
      return before(unary.getOperand(), operator);
    }
    if (first instanceof UpdateExpression update && update.isPrefix()) {
      return before(update.getOperand(), AstNode.operatorToString(update.getType()));
    }
    return first.getAbsolutePosition();
  }

  private int before(AstNode operand, String operator) {
    int at = source.lastIndexOf(operator, start(operand) - operator.length());
    if (at < 0) {
      throw new IllegalStateException("no " + operator + " before its operand");
    }
    return at;
  }

  private void close(AstNode node) {
    edits.add(new Edit(end(node), 0, ")"));
  }

  /** The parser takes words such as {@code null} for one character longer than they are. */
  private int end(AstNode node) {
    AstNode last = node;
    while (last.getClass() == InfixExpression.class || last instanceof UnaryExpression) {
      last =
          last instanceof UnaryExpression unary
              ? unary.getOperand()
              : ((InfixExpression) last).getRight();
    }
    int at = last.getAbsolutePosition();
    if (!(last instanceof KeywordLiteral)) {
      return at + last.getLength();
    }
    while (at < source.length() && Character.isLetter(source.charAt(at))) {
      at++;
    }
    return at;
  }

  private void replace(int at, String old, String text) {
    if (!source.startsWith(old, at)) {
      throw new IllegalStateException("no " + old + " at character " + at);
    }
    edits.add(new Edit(at, old.length(), text));
  }

  /** What ends at an operator goes before it; otherwise the order from the outside in is kept. */
  private String apply() {
    edits.sort(Comparator.comparingInt(Edit::at).thenComparingInt(Edit::length));
    StringBuilder text = new StringBuilder(source.length() + edits.size() * adder.length());
    int done = 0;
    for (Edit edit : edits) {
      text.append(source, done, edit.at()).append(edit.text());
      done = edit.at() + edit.length();
    }
    return text.append(source, done, source.length()).toString();
  }
}
