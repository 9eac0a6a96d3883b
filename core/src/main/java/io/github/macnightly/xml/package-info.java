/**
 * XML as the formats of Apple use it: property lists, tables of contents of archives, package and
 * distribution descriptions.
 *
 * <p>The parser is the JDK's, in its streaming form, kept from everything that makes XML dangerous:
 * nothing is fetched, a document type declares nothing, depth, text and number of elements are
 * bounded. Two of its habits are worked round here and nowhere else. It announces malformed bytes
 * on standard error, so bytes become characters before it sees them. And it throws unchecked
 * exceptions on some damaged documents, so these become refusals like all others.
 */
package io.github.macnightly.xml;
