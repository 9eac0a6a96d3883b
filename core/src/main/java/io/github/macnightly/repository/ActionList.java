package io.github.macnightly.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks that an administrator lists, one {@code ACTION NAME} per line. */
public final class ActionList {

  private final List<Action> actions;
  private final List<Problem> problems;

  private ActionList(List<Action> actions, List<Problem> problems) {
    this.actions = List.copyOf(actions);
    this.problems = problems;
  }

  /**
   * Reads a list. Empty lines and lines that begin with {@code #} are skipped; what follows the
   * action is the name, blanks and quotes included.
   *
   * @param file how problems call the list
   * @param text its bytes, UTF-8
   */
  public static ActionList parse(String file, byte[] text) {
    List<Action> actions = new ArrayList<>();
    List<Problem> problems =
        Lines.read(file, text, (number, line) -> readLine(number, line, actions));
    return new ActionList(actions, problems);
  }

  /** Makes a list of tasks that come from elsewhere than a file of lines. */
  public static ActionList of(List<Action> actions, List<Problem> problems) {
    return new ActionList(actions, List.copyOf(problems));
  }

  /** Returns a list with the tasks of another one behind these. */
  public ActionList then(ActionList next) {
    List<Action> both = new ArrayList<>(actions);
    both.addAll(next.actions);
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(next.problems);
    return of(both, all);
  }

  /** Returns a list without the tasks that take something away. */
  public ActionList withoutRemovals() {
    return of(actions.stream().filter(action -> action.verb() != Verb.REMOVE).toList(), problems);
  }

  /** Returns the usable lines in their order. */
  public List<Action> actions() {
    return actions;
  }

  /** Returns the lines that cannot be used, in their order. */
  public List<Problem> problems() {
    return problems;
  }

  private static String readLine(int number, String line, List<Action> actions) {
    int end = 0;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    String word = line.substring(0, end);
    String name = line.substring(end).strip();
    Optional<Verb> verb = Verb.of(word);
    if (verb.isEmpty()) {
      return "unknown action "
          + Lines.quote(word)
          + Verb.near(word).map(near -> ", did you mean " + near + "?").orElse("")
          + "; wanted: install, remove or update";
    }
    if (name.isEmpty()) {
      return word + " has no package name; wanted: " + word + " NAME";
    }
    if (name.indexOf('\0') >= 0) {
      return "the name " + Lines.quote(name) + " holds a NUL byte";
    }
    actions.add(new Action(verb.get(), name, number));
    return null;
  }
}
