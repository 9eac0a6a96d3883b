"""Stands in for the bridge to the preferences of a Mac."""

import os


def CFPreferencesCopyAppValue(name, bundle):
    assert (name, bundle) == ("ManagedInstallDir", "ManagedInstalls")
    return os.environ["MANAGED_INSTALL_DIR"]
