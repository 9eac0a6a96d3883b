package io.github.macnightly.distribution;

import io.github.macnightly.distribution.Check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Goes through the requirements of a product. */
final class Checks {

  private final DistributionFile file;
  private final Target target;
  private final Scripts scripts;

  Checks(Evaluator.Work work, Scripts scripts) {
    this.file = work.file();
    this.target = work.target();
    this.scripts = scripts;
  }

  List<Check> run() {
    List<Check> checks = new ArrayList<>();
    if (!file.options().hostArchitectures().isEmpty()) {
      checks.add(architectures(file.options().hostArchitectures()));
    }
    file.requirements().forEach(requirement -> checks.add(check(requirement)));
    return List.copyOf(checks);
  }

  /** An Apple chip runs x86_64 by translation, an Intel one of 64 bits runs i386 checks. */
  private Check architectures(List<String> wanted) {
    String name = "hostArchitectures";
    String own = target.isApple() ? "arm64" : target.architecture();
    if (wanted.contains(own) || wanted.contains(target.architecture())) {
      return Check.passed(name, List.of());
    }
    String list = "the product is for " + String.join(", ", wanted);
    if (own.equals("arm64") && wanted.contains("x86_64")) {
      return Check.of(name, Outcome.WARNED, list + "; on " + own + " it needs Rosetta");
    }
    if (own.equals("x86_64") && wanted.contains("i386")) {
      return Check.passed(name, List.of());
    }
    return Check.of(name, Outcome.FAILED, list + "; the target is " + target.architecture());
  }

  private Check check(Requirement requirement) {
    if (!requirement.ranges().isEmpty()) {
      return systems(requirement);
    }
    if (requirement.gigabytes() > 0) {
      return memory(requirement);
    }
    if (!requirement.unsupported().isEmpty()) {
      String message = requirement.unsupported() + " is not supported here";
      return Check.of(requirement.name(), Outcome.NOT_EVALUATED, message);
    }
    return script(requirement);
  }

  private Check systems(Requirement requirement) {
    List<OsRange> ranges = requirement.ranges();
    if (ranges.stream().anyMatch(range -> range.contains(target.osVersion()))) {
      return Check.passed(requirement.name(), List.of());
    }
    String wanted = ranges.stream().map(OsRange::toString).collect(Collectors.joining("; or "));
    String message = "the target has version " + target.osVersion() + ", wanted " + wanted;
    return Check.of(requirement.name(), Outcome.FAILED, message);
  }

  private Check memory(Requirement requirement) {
    double gigabytes = target.memory() / (double) (1L << 30);
    if (gigabytes >= requirement.gigabytes()) {
      return Check.passed(requirement.name(), List.of());
    }
    String got = String.format(Locale.ROOT, "%.1f", gigabytes);
    String message =
        "the target has " + got + " GB of memory, wanted " + requirement.gigabytes() + " GB";
    return Check.of(requirement.name(), Outcome.FAILED, message);
  }

  private Check script(Requirement requirement) {
    String name = requirement.name();
    try {
      Scripts.Verdict verdict = ask(requirement.script());
      return verdict(name, verdict, scripts.takeDoubts());
    } catch (ScriptFailure e) {
      Outcome outcome = e.isStopped() ? Outcome.STOPPED : Outcome.NOT_EVALUATED;
      return new Check(name, outcome, "", e.getMessage(), scripts.takeDoubts());
    }
  }

  private Scripts.Verdict ask(String script) throws ScriptFailure {
    Optional<Boolean> fixed = Literal.of(script);
    return fixed.isPresent() ? new Scripts.Verdict(fixed.get(), "", "", "") : scripts.check(script);
  }

  private static Check verdict(String name, Scripts.Verdict verdict, List<String> doubts) {
    boolean told = !verdict.title().isEmpty() || !verdict.message().isEmpty();
    if (verdict.allowed() == null && !told) {
      String message = "the script answered neither true nor false";
      return new Check(name, Outcome.NOT_EVALUATED, "", message, doubts);
    }
    boolean warn = verdict.type().equalsIgnoreCase("Warn");
    if (Boolean.TRUE.equals(verdict.allowed()) && !(warn && told)) {
      return Check.passed(name, doubts);
    }
    String message = told ? verdict.message() : "the script of the product refuses";
    Outcome outcome = warn ? Outcome.WARNED : Outcome.FAILED;
    return new Check(name, outcome, verdict.title(), message, doubts);
  }
}
