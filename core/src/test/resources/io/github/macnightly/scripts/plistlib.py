"""The module of this Python, with the two functions that it lost in version 3.9."""

import importlib.util
import os
import sysconfig

_path = os.path.join(sysconfig.get_paths()["stdlib"], "plistlib.py")
_spec = importlib.util.spec_from_file_location("own_plistlib", _path)
_own = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_own)
dump, load = _own.dump, _own.load
FMT_XML, FMT_BINARY = _own.FMT_XML, _own.FMT_BINARY


def readPlist(path):
    with open(path, "rb") as source:
        return _own.load(source)


def writePlist(value, path):
    with open(path, "wb") as target:
        _own.dump(value, target)
