"""Writes the NPY and NPZ files that NumpyTest reads, and what numpy itself reads from them.

Run in this folder: python3 make_numpy.py    (made with the versions noted in expected.json)
"""
import io
import json
import os
import sys

import numpy as np
from numpy.lib import format as npformat

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "numpy")
expected = {"numpy": np.__version__, "python": sys.version.split()[0], "files": {}}


def note(name, a):
    flat = a.ravel(order="C")
    values = [str(v) if a.dtype.kind == "U" else v.decode("latin1") if a.dtype.kind == "S" else float(v) for v in flat]
    expected["files"][name] = {"shape": list(a.shape), "values": values}


def save(name, a, version=(1, 0)):
    with open(os.path.join(here, name), "wb") as f:
        npformat.write_array(f, a, version=version)
    note(name, a)


base = np.array([[0, 1, 2], [3, 100, 127]])
for order in "<>":
    for kind in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
        if kind.endswith("1") and order == ">":
            continue
        a = base.astype(order + kind)
        if kind[0] == "i":
            a = a - np.array(3, a.dtype)
        if kind[0] == "f":
            a = (a / np.array(3, a.dtype)).astype(order + kind)
        save("%s%s.npy" % ("le" if order == "<" else "be", kind), a.astype(order + kind))
save("bool.npy", np.array([True, False, True]))
save("fortran.npy", np.asfortranarray(np.arange(24, dtype="<f8").reshape(2, 3, 4) / 7))
save("scalar.npy", np.array(2.5))
save("empty.npy", np.zeros((0, 5)))
save("version2.npy", np.arange(4.0), (2, 0))
save("version3.npy", np.arange(4.0), (3, 0))
save("unicode.npy", np.array(["t001", "corn µ", "", "\U0001d6fc"]))
save("unicode_be.npy", np.array(["t001", "x"]).astype(">U4"))
save("bytes.npy", np.array([b"m5", b"mp5"]))
a, b = np.linspace(0, 1, 7), np.array(["a", "bc"])
for name, write in [("stored.npz", np.savez), ("deflated.npz", np.savez_compressed)]:
    write(os.path.join(here, name), numbers=a, names=b)
note("numbers", a)
note("names", b)
with open(os.path.join(here, "expected.json"), "w") as f:
    json.dump(expected, f, indent=0, sort_keys=True)
    f.write("\n")
