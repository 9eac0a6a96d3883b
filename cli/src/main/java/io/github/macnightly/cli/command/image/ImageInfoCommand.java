package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.image.ImagePart;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image info}: says what an image is, without reading its files. */
@Command(
    sortOptions = false,
    description = "Says what an image is: a fact per line, its name, a tab, its values.")
public final class ImageInfoCommand implements Callable<ExitStatus> {

  /**
   * An image as a result.
   *
   * @param size of the disk in bytes
   * @param skipped partitions whose file system is not read
   * @param license the languages of the licence, as BCP 47 tags
   */
  public record Info(
      String name,
      String format,
      boolean encrypted,
      long size,
      String map,
      List<ImagePart> partitions,
      List<VolumeInfo> volumes,
      List<String> skipped,
      List<String> license) {}

  /**
   * A volume as a result.
   *
   * @param folder what stands before the paths of its files, empty for a single volume
   */
  public record VolumeInfo(String name, String fileSystem, boolean caseSensitive, String folder) {}

  private final Session session;

  @Mixin private ImageInput input;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public ImageInfoCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    Info info;
    try (DiskImage image = input.open(session)) {
      info = info(image);
    }
    if (session.console().json()) {
      session.console().document(info);
    } else {
      print(info, session.console());
    }
    return ExitStatus.OK;
  }

  private Info info(DiskImage image) throws IOException {
    List<VolumeInfo> volumes = new ArrayList<>();
    for (Map.Entry<String, Volume> entry : image.folders().entrySet()) {
      Volume volume = entry.getValue();
      volumes.add(
          new VolumeInfo(
              volume.name(), volume.fileSystem(), volume.caseSensitive(), entry.getKey()));
    }
    return new Info(
        input.name(),
        image.format(),
        image.encrypted(),
        image.size(),
        image.scheme(),
        image.parts(),
        volumes,
        image.skipped(),
        image.licenseLanguages());
  }

  private static void print(Info info, Console console) {
    console.row("format", info.format);
    console.row("encrypted", info.encrypted ? "yes" : "no");
    console.row("size", info.size);
    console.row("map", info.map);
    for (ImagePart part : info.partitions) {
      String content = part.content().isEmpty() ? "-" : part.content();
      String type = part.type().isEmpty() ? "-" : part.type();
      console.row("partition", part.offset(), part.length(), type, content, part.name());
    }
    for (VolumeInfo volume : info.volumes) {
      String names = volume.caseSensitive ? "case-sensitive" : "case-insensitive";
      console.row("volume", volume.fileSystem, names, volume.name);
    }
    info.skipped.forEach(skipped -> console.row("not read", skipped));
    info.license.forEach(language -> console.row("license", language));
  }
}
