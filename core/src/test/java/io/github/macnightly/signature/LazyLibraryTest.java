package io.github.macnightly.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** Bouncy Castle is large; what does not need it must not load it. */
final class LazyLibraryTest {

  private static final Authority ROOT = Authority.root("Root");
  private static final Authority LEAF =
      ROOT.leaf("CN=Test", Authority.INSTALLER, Authority.START, Authority.END);

  /** Loads our classes anew and notes whether they ask for the library. */
  private static final class Watcher extends ClassLoader {

    private boolean asked;

    Watcher() {
      super(LazyLibraryTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked |= name.startsWith("org.bouncycastle.");
      if (!name.startsWith("io.github.macnightly.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
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

  private static boolean asks(byte[] archive) throws ReflectiveOperationException {
    Watcher watcher = new Watcher();
    Class<?> probe = watcher.loadClass(Probe.class.getName());
    Method verify = probe.getDeclaredMethod("verify", byte[].class);
    verify.setAccessible(true);
    try {
      verify.invoke(null, (Object) archive);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
    return watcher.asked;
  }

  /** Runs inside the watched loader. */
  static final class Probe {

    private Probe() {}

    static void verify(byte[] archive) throws IOException {
      var source = io.github.macnightly.io.Source.of(archive);
      try (var open = io.github.macnightly.xar.XarArchive.open(source)) {
        SignatureVerifier.apple().verify(open);
      }
    }
  }

  @Test
  void isNotLoadedForAnArchiveWithoutASignature() throws ReflectiveOperationException {
    assertThat(asks(new SignedXar().build())).isFalse();
  }

  @Test
  void isNotLoadedForAnRsaSignature() throws ReflectiveOperationException {
    assertThat(asks(new SignedXar().rsa(LEAF).build())).isFalse();
  }

  @Test
  void isLoadedForACmsSignature() throws ReflectiveOperationException {
    assertThat(asks(new SignedXar().cms(LEAF, new CmsMaker(LEAF)::sign).build())).isTrue();
  }
}
