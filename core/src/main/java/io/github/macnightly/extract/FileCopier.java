package io.github.macnightly.extract;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What each thread does: it takes files, or parts of large ones, and writes them. */
final class FileCopier implements Crew.Job {

  /** Files of more windows than that are written in parts. */
  private static final int LARGE = 4;

  private final Schedule schedule;
  private final Limits limits;
  private final Counts counts;

  FileCopier(Schedule schedule, Limits limits, Counts counts) {
    this.schedule = schedule;
    this.limits = limits;
    this.counts = counts;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    for (Schedule.Task task = schedule.take(); task != null; task = schedule.take()) {
      if (task.files() == null) {
        part(task);
      } else {
        files(task);
      }
    }
  }

  private void part(Schedule.Task task) throws IOException {
    try {
      if (task.large().write(task.from(), task.length())) {
        schedule.done(task.large());
      }
    } catch (FormatException e) {
      throw named(task.item(), e);
    }
  }

  private void files(Schedule.Task task) throws IOException {
    try {
      for (Item item : task.files()) {
        if (schedule.isStopped()) {
          return;
        }
        file(item);
      }
    } finally {
      schedule.done();
    }
  }

  private void file(Item item) throws IOException {
    try {
      Optional<Source> content = item.entry().content();
      if (content.isEmpty()) {
        stream(item);
      } else {
        counts.file(content.get().size());
        source(item, content.get());
      }
    } catch (FormatException e) {
      throw named(item, e);
    }
  }

  private void source(Item item, Source content) throws IOException {
    if (content.size() > (long) LARGE * limits.window()) {
      schedule.split(
          item,
          item.folder().largeFile(item.name(), item.attributes(), item.extras(), content),
          content.size());
    } else {
      item.folder().file(item.name(), item.attributes(), item.extras(), content);
    }
  }

  private void stream(Item item) throws IOException {
    VolumeEntry entry = item.entry();
    try (InputStream in = new BoundedStream(entry.open(), entry.size(), schedule)) {
      counts.file(item.folder().file(item.name(), item.attributes(), item.extras(), in));
    }
  }

  /** Says which file it was that could not be read. */
  private static FormatException named(Item item, FormatException e) {
    FormatException named = e;
    String format = "file '" + item.path() + "'";
    if (e instanceof CorruptException) {
      named = new CorruptException(format, -1, e.getMessage());
      named.initCause(e);
    } else if (e instanceof UnsupportedFormatException) {
      named = new UnsupportedFormatException(format, -1, e.getMessage());
      named.initCause(e);
    }
    return named;
  }
}
