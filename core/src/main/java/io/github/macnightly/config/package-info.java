/**
 * The configuration of a machine: {@code etc/localconfig.yml}, or {@code etc/localconfig} where
 * there is no YAML file.
 *
 * <p>The keys of 2006 keep their names and their meaning: {@code UPDATEMASTER} and {@code
 * UPDATEVERSION} say where packages and trees come from, {@code CACHE_COMMON}, {@code
 * CACHE_COMMON_MANAGER} and {@code CACHE_LOCAL} which trees are synchronised. All others are
 * optional and are listed in {@link io.github.macnightly.config.Key}.
 *
 * <p>Traps. YAML 1.2 knows only {@code true} and {@code false} as booleans, so {@code yes} arrives
 * as text and is understood here; {@code UPDATEVERSION: 10.4} would be a number to YAML, so every
 * scalar is taken as it is written. An unknown key is a warning, because the same file may serve
 * other programs; a wrong value of a known key is an error with file and line, because guessing
 * would install the wrong software at night.
 */
package io.github.macnightly.config;
