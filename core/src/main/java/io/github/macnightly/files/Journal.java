package io.github.macnightly.files;

import com.google.gson.Gson;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.io.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;

/**
 * What a transaction is going to do, in full, before it does it. On disk it is a line of JSON and a
 * line with the SHA-256 of the first one.
 *
 * @param version 1
 * @param id the id of the transaction, also its file name
 * @param label what the caller calls the change
 * @param at when it was committed, in ISO form
 * @param steps in the order in which they are done
 * @param provisional whether it is to be undone unless its caller has confirmed it
 */
record Journal(
    int version, String id, String label, String at, List<Step> steps, boolean provisional) {

  /** One for all: it remembers how the classes are written, which costs more than writing. */
  private static final Gson GSON = new Gson();

  private static final int VERSION = 1;
  private static final int DIGEST_LINE = 66;

  Journal(String id, String label, String at, List<Step> steps) {
    this(VERSION, id, label, at, List.copyOf(steps), false);
  }

  /** Returns the same as one that is to be undone unless its caller has confirmed it. */
  Journal asProvisional() {
    return new Journal(version, id, label, at, steps, true);
  }

  /**
   * Writes it. The text is never in memory as a whole: with a step for each file of a large package
   * it has hundreds of megabytes.
   */
  void write(OutputStream out) throws IOException {
    DigestOutputStream summed = new DigestOutputStream(out, Sha256.digest());
    Writer text = new BufferedWriter(new OutputStreamWriter(summed, StandardCharsets.UTF_8));
    try {
      GSON.toJson(this, text);
    } catch (JsonIOException e) {
      throw unwrapped(e);
    }
    text.flush();
    String digest = HexFormat.of().formatHex(summed.getMessageDigest().digest());
    out.write(("\n" + digest + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Reads one that is whole; nothing of another is believed. */
  static Journal read(Source file) throws IOException {
    long end = file.size() - DIGEST_LINE;
    if (end < 0) {
      throw new CorruptException("journal", -1, "it has only " + file.size() + " bytes");
    }
    Source json = file.slice(0, end);
    byte[] line = file.read(end, DIGEST_LINE).array();
    String digest = new String(line, 1, DIGEST_LINE - 2, StandardCharsets.UTF_8);
    boolean lines = line[0] == '\n' && line[line.length - 1] == '\n';
    if (!lines || !digest(json).equals(digest)) {
      throw new CorruptException("journal", end, "its content does not have the digest it states");
    }
    Journal j = parse(json);
    if (j == null || j.version != VERSION || j.id == null || j.steps == null) {
      throw new CorruptException("journal", -1, "it is not of version " + VERSION);
    }
    return j;
  }

  private static String digest(Source json) throws IOException {
    DigestOutputStream sum =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
    json.stream().transferTo(sum);
    return HexFormat.of().formatHex(sum.getMessageDigest().digest());
  }

  private static Journal parse(Source json) throws IOException {
    try {
      Reader text = new InputStreamReader(json.stream(), StandardCharsets.UTF_8);
      return GSON.fromJson(text, Journal.class);
    } catch (JsonIOException e) {
      throw unwrapped(e);
    } catch (JsonParseException e) {
      throw new CorruptException("journal", -1, "it is not the JSON that was expected");
    }
  }

  /** Returns what the disk said. */
  private static IOException unwrapped(JsonIOException e) {
    return e.getCause() instanceof IOException said ? said : new IOException(e);
  }
}
