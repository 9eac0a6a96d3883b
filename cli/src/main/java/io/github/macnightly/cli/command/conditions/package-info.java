/**
 * The commands that ask, explain, try and check conditions, and that say what manifests come to.
 *
 * <p>{@link io.github.macnightly.cli.command.conditions.KnownFacts} is what a condition is asked
 * about: this machine, what its condition scripts answer, what files say. The scripts are run when
 * no file of facts is named, as a file speaks of another machine; {@code --scripts} and {@code
 * --no-scripts} say otherwise.
 *
 * <p>Whatever is wrong in a script, a manifest or a condition is told on standard error and costs
 * its own part only; the exit status is 1 then.
 */
package io.github.macnightly.cli.command.conditions;
