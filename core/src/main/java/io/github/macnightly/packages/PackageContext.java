package io.github.macnightly.packages;

import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.repository.Repository;
import java.nio.file.Path;

/**
 * What a package update works on and with.
 *
 * @param install the root and its state
 * @param options how to install
 * @param repository where packages come from
 * @param cache where downloads lie until they are installed
 * @param downloads how many downloads run at once, at least 1
 * @param keep whether downloads are kept
 */
public record PackageContext(
    InstallContext install,
    InstallOptions options,
    Repository repository,
    Path cache,
    int downloads,
    boolean keep) {}
