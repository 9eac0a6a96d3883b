package io.github.macnightly.plist;

import com.dd.plist.NSArray;
import com.dd.plist.NSData;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSSet;
import com.dd.plist.NSString;
import com.dd.plist.UID;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates between the objects of dd-plist and plain Java values. */
final class PlainValues {

  private final String what;
  private final int maxValues;
  private int values;

  PlainValues(String what, int maxValues) {
    this.what = what;
    this.maxValues = maxValues;
  }

  /** Unfolds what the list shares; the parser has bounded the depth and refused cycles. */
  Object toPlain(NSObject object) throws FormatException {
    if (++values > maxValues) {
      throw new LimitExceededException(
          PropertyLists.FORMAT, 0, what + ": number of values", maxValues);
    }
    if (object instanceof NSDictionary dictionary) {
      return map(dictionary);
    }
    if (object instanceof NSArray array) {
      return list(array.getArray());
    }
    if (object instanceof NSSet set) {
      return list(set.allObjects());
    }
    return scalar(object);
  }

  private Object scalar(NSObject object) throws FormatException {
    if (object instanceof NSString string) {
      return string.getContent();
    } else if (object instanceof NSData data) {
      return data.bytes();
    } else if (object instanceof NSDate date) {
      return date.getDate().toInstant();
    } else if (object instanceof NSNumber number) {
      return number(number);
    } else if (object instanceof UID uid) {
      return Map.of("CF$UID", new BigInteger(1, uid.getBytes()).longValue());
    }
    throw new CorruptException(PropertyLists.FORMAT, 0, what + ": holds a null or unknown object");
  }

  private static Object number(NSNumber number) {
    if (number.isBoolean()) {
      return number.boolValue();
    }
    return number.isInteger() ? (Object) number.longValue() : (Object) number.doubleValue();
  }

  private Map<String, Object> map(NSDictionary dictionary) throws FormatException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, NSObject> entry : dictionary.entrySet()) {
      map.put(entry.getKey(), toPlain(entry.getValue()));
    }
    return Collections.unmodifiableMap(map);
  }

  private List<Object> list(NSObject[] objects) throws FormatException {
    List<Object> list = new ArrayList<>(Math.min(objects.length, PropertyLists.MAX_VALUES));
    for (NSObject object : objects) {
      list.add(toPlain(object));
    }
    return Collections.unmodifiableList(list);
  }

  /**
   * Makes what dd-plist writes.
   *
   * @throws IllegalArgumentException when property lists have no such value
   */
  static NSObject toForeign(Object value) {
    if (value instanceof Map<?, ?> map) {
      NSDictionary dictionary = new NSDictionary();
      map.forEach((key, each) -> dictionary.put((String) key, toForeign(each)));
      return dictionary;
    } else if (value instanceof List<?> list) {
      return new NSArray(list.stream().map(PlainValues::toForeign).toArray(NSObject[]::new));
    } else if (value instanceof String string) {
      return new NSString(string);
    } else if (value instanceof Boolean bool) {
      return new NSNumber(bool);
    } else if (value instanceof byte[] bytes) {
      return new NSData(bytes);
    } else if (value instanceof Instant instant) {
      return new NSDate(Date.from(instant));
    } else if (value instanceof Double || value instanceof Float) {
      return new NSNumber(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      return new NSNumber(number.longValue());
    }
    throw new IllegalArgumentException("property lists have no values like " + value);
  }
}
