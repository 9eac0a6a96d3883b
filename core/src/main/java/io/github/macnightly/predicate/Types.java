package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.List;
import java.util.Map;

/** Tells what kind of value an expression has, from the kinds of the facts. */
final class Types {

  private final Map<String, FactType> known;

  Types(Map<String, FactType> known) {
    this.known = known;
  }

  FactType of(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return ofLiteral(literal.value());
    }
    if (expression instanceof Expression.KeyPath path) {
      return ofPath(path);
    }
    if (expression instanceof Expression.Aggregate || expression instanceof Expression.Subquery) {
      return FactType.LIST;
    }
    if (expression instanceof Expression.Binary || expression instanceof Expression.Negation) {
      return FactType.NUMBER;
    }
    if (expression instanceof Expression.Cast cast) {
      return ofCast(cast);
    }
    if (expression instanceof Expression.Call call) {
      return ofCall(call.function());
    }
    if (expression instanceof Expression.Index index) {
      return index.kind() == IndexKind.SIZE ? FactType.NUMBER : of(index.base()).element();
    }
    if (expression instanceof Expression.Ternary ternary) {
      FactType yes = of(ternary.yes());
      return yes == of(ternary.no()) ? yes : FactType.ANY;
    }
    return expression instanceof Expression.Self ? FactType.DICTIONARY : FactType.ANY;
  }

  private static FactType ofLiteral(Object value) {
    if (value instanceof String) {
      return FactType.TEXT;
    }
    if (value instanceof Boolean) {
      return FactType.BOOLEAN;
    }
    return value == null ? FactType.ANY : FactType.NUMBER;
  }

  private FactType ofPath(Expression.KeyPath path) {
    List<String> keys = path.keys();
    FactType type =
        path.base() == null
            ? known.getOrDefault(keys.get(0), FactType.ANY)
            : step(of(path.base()), keys.get(0));
    for (int i = 1; i < keys.size(); i++) {
      type = step(type, keys.get(i));
    }
    return type;
  }

  private static FactType step(FactType base, String key) {
    return switch (key) {
      case "@count", "@sum", "@avg", "length" ->
          key.charAt(0) == '@' || base == FactType.TEXT ? FactType.NUMBER : FactType.ANY;
      case "lowercaseString", "uppercaseString", "stringValue" ->
          base == FactType.TEXT || base.isNumeric() ? FactType.TEXT : FactType.ANY;
      case "self" -> base;
      default -> base.isList() && key.charAt(0) != '@' ? FactType.LIST : FactType.ANY;
    };
  }

  private static FactType ofCast(Expression.Cast cast) {
    Object name = cast.type() instanceof Expression.Literal literal ? literal.value() : "";
    return "NSDate".equals(name)
        ? FactType.DATE
        : "NSString".equals(name)
            ? FactType.TEXT
            : "NSNumber".equals(name) || "NSDecimalNumber".equals(name)
                ? FactType.NUMBER
                : FactType.ANY;
  }

  private static FactType ofCall(Function function) {
    return switch (function) {
      case UPPERCASE, LOWERCASE -> FactType.TEXT;
      case NOW -> FactType.DATE;
      case MODE -> FactType.LIST;
      case MIN, MAX, NOINDEX, ELEMENT -> FactType.ANY;
      default -> FactType.NUMBER;
    };
  }
}
