import io.github.macnightly.fixtures.dmg.Codec;
import io.github.macnightly.fixtures.dmg.Scheme;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import java.nio.file.Path;

/** Wraps a raw volume as UDIF: Wrap CODEC VOLUME IMAGE. For codecs that Python has not. */
final class Wrap {
  public static void main(String[] args) throws Exception {
    UdifWriter.create()
        .codec(Codec.valueOf(args[0]))
        .scheme(Scheme.NONE)
        .write(Path.of(args[1]), Path.of(args[2]));
  }
}
