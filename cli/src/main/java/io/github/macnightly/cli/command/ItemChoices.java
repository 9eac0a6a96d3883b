package io.github.macnightly.cli.command;

import io.github.macnightly.install.ProductChoice;
import java.util.List;

/**
 * What a package offers to choose among.
 *
 * @param name the package
 * @param choices in the order of its outline, none when it has no choices
 */
public record ItemChoices(String name, List<ProductChoice> choices) {}
