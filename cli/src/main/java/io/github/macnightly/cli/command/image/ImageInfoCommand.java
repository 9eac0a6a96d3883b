package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.image.ImagePart;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image info}: says what an image is, without reading its files. */
@Command(
    sortOptions = false,
    description = "Says what an image is: a fact per line, its name, a tab, its values.",
    footer = {
      "",
      "With several volumes the line of each ends in the folder that stands before its paths. Of"
          + " an",
      "encrypted image without its passphrase only that and its size are told, with status 0."
    })
public final class ImageInfoCommand implements Callable<ExitStatus> {

  /**
   * An image as a result.
   *
   * @param format null for an encrypted image that stays closed, as is {@code map}
   * @param size of the disk in bytes; of an encrypted image that stays closed, that of the file
   * @param skipped partitions whose file system is not read
   * @param license the languages of the licence, as BCP 47 tags
   * @param warnings what is wrong with volumes that can be read all the same
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
      List<String> license,
      List<String> warnings) {}

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
    Info info = info();
    if (session.console().json()) {
      session.console().document(info);
    } else {
      print(info, session.console());
    }
    return ExitStatus.OK;
  }

  private Info info() throws IOException {
    try (DiskImage image = input.open(session)) {
      return info(image);
    } catch (PassphraseException e) {
      OptionalLong size = DiskImage.encryptedSize(input.file());
      if (!e.missing() || size.isEmpty()) {
        throw e;
      }
      session.console().note(input.name() + ": more can be told only with its passphrase");
      return closed(size.getAsLong());
    }
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
        image.licenseLanguages(),
        image.warnings());
  }

  /** Returns the little that can be told of an image without its passphrase. */
  private Info closed(long size) {
    List<String> none = List.of();
    return new Info(input.name(), null, true, size, null, List.of(), List.of(), none, none, none);
  }

  private static void print(Info info, Console console) {
    if (info.format == null) {
      console.row("encrypted", "yes");
      console.row("file size", info.size);
      return;
    }
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
      if (volume.folder.isEmpty()) {
        console.row("volume", volume.fileSystem, names, volume.name);
      } else {
        console.row("volume", volume.fileSystem, names, volume.name, volume.folder);
      }
    }
    info.skipped.forEach(skipped -> console.row("not read", skipped));
    info.warnings.forEach(warning -> console.row("warning", warning));
    info.license.forEach(language -> console.row("license", language));
  }
}
