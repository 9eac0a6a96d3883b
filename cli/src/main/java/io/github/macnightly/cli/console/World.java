package io.github.macnightly.cli.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What a command may touch of the process it runs in.
 *
 * @param input standard input
 * @param output standard output, unbuffered
 * @param errors standard error, unbuffered
 * @param environment the environment variables
 */
public record World(
    InputStream input, OutputStream output, OutputStream errors, Map<String, String> environment) {}
