package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.DocumentList;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code image list}: prints the paths in an image. */
@Command(
    sortOptions = false,
    description = "Prints the path of everything in an image, one per line.",
    footer = {"", "With several volumes, paths start with the name of the volume."})
public final class ImageListCommand implements Callable<ExitStatus> {

  private final Session session;

  @Mixin private ImageInput input;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "List only this directory or file and what is below.")
  private String path = "";

  @Option(
      names = {"-l", "--long"},
      order = 10,
      description = "Before each path: mode, size in bytes and date of last change, tab-separated.")
  private boolean detailed;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageListCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    try (DiskImage image = input.read(session)) {
      input.tellSkipped(image, session);
      Selection selection = Selection.of(image, path);
      if (session.console().json()) {
        DocumentList list = new DocumentList(session.console(), "entries");
        selection.walk((where, entry) -> list.add(EntryInfo.of(where, entry)));
        list.finish();
      } else {
        selection.walk(this::print);
      }
    }
    return ExitStatus.OK;
  }

  private void print(String where, VolumeEntry entry) throws IOException {
    boolean link = entry.type() == EntryType.SYMLINK;
    if (!detailed) {
      session.console().row(where);
    } else if (link) {
      session
          .console()
          .row(
              EntryInfo.mode(entry),
              entry.size(),
              entry.modified(),
              where,
              "->",
              entry.linkTarget());
    } else {
      session.console().row(EntryInfo.mode(entry), entry.size(), entry.modified(), where);
    }
  }
}
