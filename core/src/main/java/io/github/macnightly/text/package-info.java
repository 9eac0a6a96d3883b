/**
 * What messages to people are made of: parts of what others wrote, short enough and clean enough
 * for one line, and the word that somebody who made a typing error meant.
 *
 * <p>Names, values and complaints in a message often come from a file, a script or a server, and
 * are as long as these like. Nothing here fails, and nothing looks at more of a text than it shows.
 */
package io.github.macnightly.text;
