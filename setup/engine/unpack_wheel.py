"""Unpacks from a TensorFlow wheel what the binding needs: the two shared libraries and the headers of the C API.

Usage: python unpack_wheel.py WHEEL FOLDER
FOLDER gets lib/ (the two libraries under their own names) and include/ (as the compiler expects it).
"""

import os
import shutil
import sys
import zipfile

LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
HEADERS = ("tensorflow/include/tensorflow/c/", "tensorflow/include/tensorflow/core/platform/",
           "tensorflow/include/xla/tsl/", "tensorflow/include/tsl/")
HEADER_ROOT = "tensorflow/include/"


def target(name):
    """Where an entry of the wheel goes below FOLDER, or None when it is not needed."""
    if name in LIBRARIES:
        return os.path.join("lib", os.path.basename(name))
    if name.startswith(HEADERS) and name.endswith((".h", ".inc")):
        return os.path.join("include", *name[len(HEADER_ROOT):].split("/"))
    return None


def unpack(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        missing = [name for name in LIBRARIES if name not in archive.namelist()]
        if missing:
            sys.exit(f"expected {', '.join(missing)} in {os.path.basename(wheel)}")
        for name in archive.namelist():
            path = target(name)
            if path is None:
                continue
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(name) as source, open(path, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


if __name__ == "__main__":
    unpack(*sys.argv[1:])
