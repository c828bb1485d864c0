"""Writes the pickles that PickleTest reads and the database that SqliteReaderTest reads, as Python and NumPy make them.

Run in this folder: python3 make_pickle.py    (made with the versions noted in expected.json)
"""
import json
import os
import pickle
import sqlite3
import sys
import zlib

import numpy as np

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "pickle")
os.makedirs(here, exist_ok=True)


class Evil:
    def __reduce__(self):
        return (os.system, ("true",))


class Plain:
    def __init__(self):
        self.x = 1


freq = np.array([512.25, 1033.5, 1700.125, 3011.75])
ir = np.array([1.5, 0.0, 210.25, 12.125])
raman = np.array([0.5, 33.0, 2.25, 120.5], dtype=np.float32)
value = {
    "freq": freq,
    "IR Inten": ir,
    "Raman Activ": raman,
    "smiles": "CCO",
    "big-endian": freq.astype(">f8"),
    "counts": np.array([[1, -2, 3], [4, 5, 600]], dtype=np.int32),
    "energy": np.float64(-154.0625),
    "n": 9,
    "long": -(2 ** 40),
    "flag": True,
    "none": None,
    "tuple": (1, 2.5, "µ"),
    "list": [1, [2, "x"]],
}
for protocol in (2, 3, 4, 5):
    with open(os.path.join(here, f"value_{protocol}.pkl"), "wb") as f:
        pickle.dump(value, f, protocol=protocol)
with open(os.path.join(here, "value_2.pkl"), "rb") as f:
    two = f.read()
with open(os.path.join(here, "value_numpy2.pkl"), "wb") as f:
    # NumPy 2 names its modules numpy._core.
    f.write(two.replace(b"cnumpy.core.multiarray\n", b"cnumpy._core.multiarray\n"))
for name, bad in (("evil", Evil()), ("plain", Plain()), ("objects", np.array([{}, "x"], dtype=object))):
    with open(os.path.join(here, name + ".pkl"), "wb") as f:
        pickle.dump(bad, f, protocol=4)

path = os.path.join(here, "chembl.db")
if os.path.exists(path):
    os.remove(path)
db = sqlite3.connect(path)
db.execute("CREATE TABLE data (id TEXT, spectra BLOB)")
for k in range(3):
    d = {"freq": freq + k, "IR Inten": ir * (k + 1), "Raman Activ": raman, "smiles": "C" * (k + 1)}
    blob = pickle.dumps(d, protocol=4)
    db.execute("INSERT INTO data VALUES (?, ?)", (f"CHEMBL{k + 1}", zlib.compress(blob) if k != 1 else blob))
db.execute("DELETE FROM data WHERE id = 'CHEMBL2'")
db.execute("INSERT INTO data VALUES (?, ?)", ("CHEMBL4", pickle.dumps({"freq": list(freq), "IR Inten": list(ir)}, protocol=2)))
db.commit()
db.close()

flat = {k: v.ravel().tolist() for k, v in value.items() if isinstance(v, np.ndarray)}
with open(os.path.join(here, "expected.json"), "w") as f:
    json.dump({"numpy": np.__version__, "python": sys.version.split()[0], "arrays": flat, "energy": -154.0625}, f, indent=1)
