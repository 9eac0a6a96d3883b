package io.github.macnightly.install;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.host.Host;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.time.Clock;

/**
 * What an installer works on and with.
 *
 * @param root the tree that is installed into
 * @param area its work area
 * @param state the index of what is installed; only read by plans
 * @param receipts the receipts on disk
 * @param host the machine this runs on
 * @param runner starts scripts and Apple's tools
 * @param clock tells the time of installation
 * @param log hears what is being done
 */
public record InstallContext(
    RootedPaths root,
    WorkArea area,
    State state,
    Receipts receipts,
    Host host,
    ProcessRunner runner,
    Clock clock,
    Log log) {}
