package io.github.macnightly.apfs;

/**
 * What a listing tells of a file: its inode, and what its attributes make of it.
 *
 * @param inode the inode
 * @param size bytes of content, decoded
 * @param compressed whether the content is in the attribute for compressed files or in the fork
 * @param forkIsContent whether the resource fork holds compressed content
 * @param forkSize bytes of the resource fork, whatever it holds
 */
record FileFacts(
    Inode inode, long size, boolean compressed, boolean forkIsContent, long forkSize) {}
