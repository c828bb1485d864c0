#!/usr/bin/env python3
"""Digests of ASD and PerkinElmer files as other programs read them.
ASD: ajtag/asdreader (MIT), `reader(file)`: .spec, .reference. PerkinElmer: read_sp of the specio package (BSD).
usage: make_vendor_golden.py ASDREADER.py SPECIO_SP.py SHARED_DATA > src/test/resources/golden/vendor/peers.json"""
import json
import pathlib
import re
import sys
import types

import numpy as np


def load(name, path, edit=lambda s: s):
    module = types.ModuleType(name)
    frame = type("Format", (), {"__init__": lambda self, *a: None, "Reader": object})
    module.__dict__.update(string_types=str, indexbytes=lambda b, i: b[i], Format=frame, Spectrum=lambda a, w, m: (a, w, m),
                           formats=types.SimpleNamespace(add_format=lambda f: None))
    exec(compile(edit(open(path).read()), path, "exec"), module.__dict__)
    return module


def digest(v):
    v = np.asarray(v, float)
    at = [0, len(v) // 3, len(v) // 2, len(v) - 1]
    return {"n": len(v), "sum": float(v.sum()), "at": at, "values": [float(v[i]) for i in at]}


asd = load("asd", sys.argv[1])
# Only the reading function is wanted: the framework around it is replaced by empty things.
sp = load("sp", sys.argv[2], lambda s: re.sub(r"(?m)^from (six|\.\.).*$", "", s))
data = pathlib.Path(sys.argv[3])
out = {}
for f in sorted((data / "vendor-formats/asd").rglob("*.asd")):
    md, end = asd.parse_metadata(f.read_bytes())
    spec, end = asd.parse_spectra(f.read_bytes(), 484, md.channels)
    _, end = asd.parse_reference(f.read_bytes(), end)
    ref, end = asd.parse_spectra(f.read_bytes(), end, md.channels)
    out[str(f.relative_to(data))] = {"spectrum": digest(spec), "reference": digest(ref),
                                     "first": md.ch1_wave, "step": md.wave1_step, "type": asd.spectra_type[md.data_type]}
for f in sorted((data / "vendor-formats/perkinelmer").rglob("*.sp")):
    with open(f, "rb") as file:
        y, x, meta = sp.SP.Reader._read_sp(file)
    out[str(f.relative_to(data))] = {"spectrum": digest(y), "axis": digest(x), "instrument": meta["instrument_model"]}
json.dump(out, sys.stdout, indent=1)
