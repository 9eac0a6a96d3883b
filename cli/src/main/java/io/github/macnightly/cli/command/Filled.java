package io.github.macnightly.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the value of an option that says nothing when it is empty. A script whose variable is not
 * set must not switch off what it asks for.
 */
final class Filled implements ITypeConverter<String> {

  @Override
  public String convert(String word) {
    if (word.isBlank()) {
      throw new TypeConversionException("is empty");
    }
    return word.strip();
  }
}
