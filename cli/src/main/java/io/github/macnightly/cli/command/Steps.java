package io.github.macnightly.cli.command;

import io.github.macnightly.nightly.StepName;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the names of steps. */
record Steps(CommandLine line) {

  /** What a shell offers. */
  static final class Labels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels().iterator();
    }
  }

  private static Stream<String> labels() {
    return Stream.of(StepName.values()).map(StepName::label);
  }

  Set<StepName> of(List<String> words) {
    Set<StepName> steps = EnumSet.noneOf(StepName.class);
    words.forEach(word -> steps.add(of(word)));
    return steps;
  }

  private StepName of(String word) {
    return StepName.find(word.strip()).orElseThrow(() -> unknown(word));
  }

  private ParameterException unknown(String word) {
    return new ParameterException(
        line, "there is no step '" + word + "': " + labels().collect(Collectors.joining(", ")));
  }
}
