package io.github.macnightly.files;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  byte[] encode() {
    byte[] json = GSON.toJson(this).getBytes(StandardCharsets.UTF_8);
    String text = new String(json, StandardCharsets.UTF_8);
    return (text + "\n" + Sha256.hex(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Journal decode(byte[] bytes) throws CorruptException {
    int end = bytes.length - DIGEST_LINE;
    if (end < 0) {
      throw new CorruptException("journal", -1, "it has only " + bytes.length + " bytes");
    }
    byte[] json = Arrays.copyOf(bytes, end);
    String digest = new String(bytes, end + 1, DIGEST_LINE - 2, StandardCharsets.UTF_8);
    boolean lines = bytes[end] == '\n' && bytes[bytes.length - 1] == '\n';
    if (!lines || !Sha256.hex(json).equals(digest)) {
      throw new CorruptException("journal", end, "its content does not have the digest it states");
    }
    Journal j = parse(json);
    if (j == null || j.version != VERSION || j.id == null || j.steps == null) {
      throw new CorruptException("journal", -1, "it is not of version " + VERSION);
    }
    return j;
  }

  private static Journal parse(byte[] json) throws CorruptException {
    try {
      return GSON.fromJson(new String(json, StandardCharsets.UTF_8), Journal.class);
    } catch (JsonParseException e) {
      throw new CorruptException("journal", -1, "it is not the JSON that was expected");
    }
  }
}
