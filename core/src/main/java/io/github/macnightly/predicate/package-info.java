/**
 * The format language of NSPredicate: reads a predicate, asks it about facts, explains the answer
 * and looks for mistakes. {@link io.github.macnightly.predicate.Condition} is the door; {@link
 * io.github.macnightly.predicate.Verdict} never fails, {@link io.github.macnightly.predicate.Lint}
 * needs no facts.
 *
 * <p>A predicate is read once ({@code Lexer}, {@code Parser}, {@code Operands}, {@code Calls}) into
 * a tree of records ({@code Clause}, {@code Expression}), which {@code Evaluator}, {@code
 * Explainer}, {@code Printer} and the lints walk. Limits of the reader bound the height of the
 * tree, so the walkers may be recursive.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>AND binds tighter than OR. Several imitations have it the other way round.
 *   <li>An opening parenthesis may start a condition or a value: {@code (a) == 1}, {@code (a ==
 *       1)}.
 *   <li>Reserved words mean nothing inside longer words ({@code order}, {@code some_condition}); a
 *       key that is one is written {@code #size}.
 *   <li>A hyphen is a minus: {@code board-id} is {@code board} minus {@code id}.
 *   <li>A number never equals text and cannot be ordered with it: {@code minor == "7"} is false,
 *       {@code minor > "7"} has no answer.
 *   <li>Text is ordered by code units: {@code "10.10" < "10.9"}.
 *   <li>{@code CONTAINS} on a list wants an equal element, on text a part. Its options do nothing
 *       on a list.
 *   <li>What is missing is nil: it differs from everything but nil, is neither less nor greater,
 *       and contains nothing. ANY over nil is false, ALL and NONE are true. Arithmetic with nil has
 *       no answer.
 *   <li>A backslash in quotes is taken by the text before the regular expression sees it.
 *   <li>AND and OR stop at the first term that settles them; a term behind it that would have no
 *       answer does no harm.
 * </ul>
 *
 * <p>Regular expressions are those of Java with Unicode classes, which is near to ICU's. Known
 * differences: {@code .} matches vertical tab and form feed here; set difference {@code --} in
 * brackets, comments {@code (?#...)} and {@code \Q} inside brackets are not ICU's; {@code
 * [:alpha:]} is translated. The order that option {@code l} asks for is that of the code units, so
 * that an answer does not depend on who asks. Case is folded without a language, sharp s to two
 * letters.
 */
package io.github.macnightly.predicate;
