package io.github.macnightly.state;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes receipts, in an order that never changes, with one line for each part and path. */
final class ReceiptWriter {

  static final int VERSION = 1;

  private ReceiptWriter() {}

  /** Writes a receipt and closes the stream. */
  static void write(InstalledItem item, OutputStream to) throws IOException {
    try (Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(text)) {
      json.setSerializeNulls(true);
      json.setIndent(" ");
      write(item, json);
      text.write('\n');
    }
  }

  private static void write(InstalledItem item, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("format").value(VERSION);
    json.name("name").value(item.name());
    json.name("kind").value(item.kind());
    json.name("md5").value(item.md5());
    json.name("sha256").value(item.sha256());
    json.name("source").value(item.source());
    json.name("installed").value(item.installed().toString());
    json.name("parts").beginArray();
    for (Part part : item.parts()) {
      write(part, json);
    }
    json.endArray();
    json.name("ledger").beginArray();
    for (LedgerPath path : item.ledger()) {
      write(path, json);
    }
    json.endArray();
    json.name("checksum").value(checksum(item));
    json.endObject();
  }

  private static void write(Part part, JsonWriter json) throws IOException {
    json.beginObject();
    json.setIndent("");
    json.name("kind").value(part.kind());
    json.name("identifier").value(part.identifier());
    json.name("version").value(part.version());
    json.name("path").value(part.path());
    json.endObject();
    json.setIndent(" ");
  }

  private static void write(LedgerPath path, JsonWriter json) throws IOException {
    json.beginObject();
    json.setIndent("");
    json.name("path").value(path.path());
    json.name("type").value(String.valueOf(path.type()));
    json.name("mode").value(path.mode());
    json.name("size").value(path.size());
    json.name("digest").value(path.digest());
    json.endObject();
    json.setIndent(" ");
  }

  /** Returns the sum of all that a receipt says, as it stands in the receipt. */
  static String checksum(InstalledItem item) {
    long sum =
        RowChecksum.of(
            "receipt",
            item.name(),
            item.kind(),
            item.md5(),
            item.sha256(),
            item.source(),
            item.installed());
    for (Part p : item.parts()) {
      sum = RowChecksum.of("part", sum, p.kind(), p.identifier(), p.version(), p.path());
    }
    for (LedgerPath p : item.ledger()) {
      sum = RowChecksum.of("path", sum, p.path(), p.type(), p.mode(), p.size(), p.digest());
    }
    return String.format("%08x", sum);
  }
}
