package io.github.macnightly.config;

/** A value as it is written, with its place for messages: {@code FILE:LINE}. */
record Setting(String text, String where) {}
