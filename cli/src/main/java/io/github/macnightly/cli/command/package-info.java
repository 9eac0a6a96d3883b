/**
 * The commands, a class each. A command is a form: its options, one call into the library, its
 * results to the console, its status. It catches nothing; what goes wrong is told in one place, in
 * {@link io.github.macnightly.cli.console.Failures}.
 *
 * <p>A command that does something mixes in {@link io.github.macnightly.cli.console.Options} under
 * the name {@code options}; one that only groups others mixes in the help options alone and is not
 * callable.
 *
 * <p>What several commands need stands beside them: {@link io.github.macnightly.cli.command.Setup}
 * opens the tree that {@code --root} names, {@link io.github.macnightly.cli.command.ItemInstall}
 * installs what is given by hand, one item after the other, {@link
 * io.github.macnightly.cli.command.PackageRun} and {@link
 * io.github.macnightly.cli.command.NightlyRun} are one run each. Configuration is read before the
 * state is opened, so that a wrong one leaves no trace in the tree. The documents that {@code
 * --json} prints are described in {@code doc/json.md}, and a test compares them.
 */
package io.github.macnightly.cli.command;
