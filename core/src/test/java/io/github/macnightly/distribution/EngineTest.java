package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products without scripts need no JavaScript engine, and others say that it is absent. */
public final class EngineTest {

  /** Loads this room anew, and finds no engine. */
  private static final class Without extends ClassLoader {

    Without() {
      super(EngineTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.mozilla.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.github.macnightly.distribution.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Is called by reflection, because classes of two loaders are strangers. */
  public static String evaluate(String body) throws IOException {
    byte[] bytes = Scripted.bytes(body);
    return DistributionFile.parse(bytes).evaluate(Target.of("14.5", "arm64"), List.of()).toString();
  }

  private static String without(String body) throws ReflectiveOperationException {
    try {
      Class<?> self = new Without().loadClass(EngineTest.class.getName(), true);
      return (String) self.getMethod("evaluate", String.class).invoke(null, body);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static final String CHOICE =
      "<choice id='a' selected='%s'><pkg-ref id='p'>#p</pkg-ref></choice>";

  @Test
  void needsNoneForLiterals() throws ReflectiveOperationException {
    assertThat(without(String.format(CHOICE, "true"))).contains("PackageRef[id=p");
  }

  @Test
  void saysThatItIsAbsent() throws ReflectiveOperationException {
    assertThat(without(String.format(CHOICE, "f()")))
        .contains("taken as true: the JavaScript engine is absent");
  }
}
