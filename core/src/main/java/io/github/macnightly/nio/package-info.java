/**
 * Disk images as file systems of {@code java.nio.file}, so that any Java program can read them with
 * the calls it knows. With this library on the class path:
 *
 * <pre>{@code
 * try (FileSystem image = FileSystems.newFileSystem(Path.of("Tea.dmg"))) {
 *   Path app = image.getPath("/Tea.app");
 *   try (Stream<Path> files = Files.walk(app)) {
 *     for (Path file : (Iterable<Path>) files::iterator) {
 *       sizes.put(file.toString(), Files.size(file));
 *     }
 *   }
 *   Files.copy(app.resolve("Contents/Info.plist"), Path.of("Info.plist"));
 * }
 * }</pre>
 *
 * <p>By URI an image is {@code dmg:file:///path/Tea.dmg} or {@code dmg:/path/Tea.dmg}, and a file
 * in it {@code dmg:file:///path/Tea.dmg!/Tea.app/Contents/Info.plist}. The environment of {@code
 * newFileSystem} may hold {@code passphrase}, an array of characters. Extended attributes are
 * attributes of the view {@code user}, the resource fork among them as {@code
 * com.apple.ResourceFork}.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Everything is read-only: whatever would write throws a {@code ReadOnlyFileSystemException}.
 *   <li>An image with several volumes has a directory for each below its root.
 *   <li>Names are found by the rules of the volume, so {@code getPath} with upper case may lead to
 *       a name in lower case, and paths that differ may be the same file.
 *   <li>Symbolic links are followed inside of the image and never out of it: a link to {@code
 *       /Applications} leads nowhere unless the image holds such a directory.
 *   <li>{@code Files.copy} of a symbolic link into another file system is refused by the JDK
 *       itself, whatever the file systems are: make it with {@code Files.createSymbolicLink}.
 *   <li>Content is not compared with the checksums of the image; {@link
 *       io.github.macnightly.image.DiskImage#verify} does that.
 * </ul>
 */
package io.github.macnightly.nio;
