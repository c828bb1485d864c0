#!/usr/bin/env python3
"""Digests of text exports, CSV tables and LabSpec XML, read with Python's float, csv and ElementTree. Delimiter, decimal mark and columns
of every file are written out below, nothing is detected.
usage: make_text_golden.py SHARED_DATA > src/test/resources/golden/text/exports.json"""
import csv
import glob
import json
import math
import os
import sys
import xml.etree.ElementTree as ET

ROOT = sys.argv[1]
V = "vendor-formats/"
BWTEK = {"Dark": 4, "Reference": 5, "Raw data #1": 6, "Dark Subtracted #1": 7, "Wavelength": 1, "Wavenumber": 2, "Pixel": 0}


def digest(v):
    at = [0, len(v) // 3, len(v) // 2, len(v) - 1]
    return {"n": len(v), "sum": math.fsum(v), "size": math.fsum(map(abs, v)), "at": at, "values": [v[i] for i in at]}


def table(path, delimiter, mark, x, columns, main):
    """columns: {block: column or (column, divisor)}"""
    rows = []
    for line in open(os.path.join(ROOT, path), encoding="latin-1", newline="\n"):
        parts = line.strip("\r\n").strip(" ").split(delimiter)
        try:
            values = [float(p.strip().replace(mark, ".")) if p.strip() else math.nan for p in parts]
        except ValueError:
            continue
        if len(values) > max([x] + [c if isinstance(c, int) else c[0] for c in columns.values()]) and not math.isnan(values[x]):
            rows.append(values)
    out = {"x": digest([r[x] for r in rows]), "main": main, "blocks": {}}
    for name, c in columns.items():
        column, divisor = (c, 1) if isinstance(c, int) else c
        out["blocks"][name] = digest([r[column] / divisor for r in rows])
    return out


def wide(path, first, last):
    """Channels from the column `first` to `last`, counted from 0; -1 is the last."""
    rows = [r for r in csv.reader(open(os.path.join(ROOT, path), encoding="utf-8-sig")) if r and "".join(r).strip()]
    last = len(rows[0]) - 1 if last < 0 else last
    name = lambda s: float("".join(c for c in s.replace("cm-1", "") if c in "0123456789.+-eE").lstrip("eE"))
    return {"x": digest([name(s) for s in rows[0][first:last + 1]]), "main": "spectra",
            "blocks": {"spectra": digest([float(v) for r in rows[1:] for v in r[first:last + 1]])}}


def labspec_map(path):
    lines = [l.rstrip("\r\n").split("\t") for l in open(os.path.join(ROOT, path), encoding="latin-1") if not l.startswith("#")]
    return {"x": digest([float(v) for v in lines[0][1:]]), "main": "map",
            "blocks": {"map": digest([float(v) for l in lines[1:] for v in l[1:]])}}


def xml(path):
    root = ET.parse(os.path.join(ROOT, path)).getroot()
    axis = [e for e in root.iter("LSX") if e.get("ID") == "0x7D6CD4DB"][0]
    rows = [float(v) for r in root.iter("LSX_Row") for v in r.text.split()]
    title = [e for e in root.iter("LSX") if e.get("ID") == "0x6C7469D9"][0].text
    return {"x": digest([float(v) for v in axis.text.split()]), "main": title, "blocks": {title: digest(rows)}}


out = {}
for f, delimiter in {"text-exports/OOusb4000.txt": "\t", "text-exports/OceanView.txt": "\t", "text-exports/RS-1.dpt": ",",
                     "text-exports/labspec/labspec_532nm_Si.txt": "\t", "text-exports/lamp Ne 5ms.txt": "\t", "text-exports/spec.csv": ",",
                     "text-exports/polystyrene_aritficially_worsened.tsv": "\t", "openspecy/ftir_pva_without_header.csv": ",",
                     "pairs/craic/CRAIC.txt": "\t", "pairs/horiba_PST10/PST10_iR785_OP01_8000msx8.txt": "\t",
                     "pairs/opus_peach_juice/peach_juice.dpt": "\t"}.items():
    text = table(V + f, delimiter, ".", 0, {"spectrum": 1}, "spectrum")
    out[V + f] = text
# Facts of this header are numbers too.
p = V + "text-exports/polystyrene_aritficially_worsened.tsv"
assert out[p]["x"]["n"] == 2290
out[V + "pairs/jasco_243/243.txt"] = table(V + "pairs/jasco_243/243.txt", "\t", ".", 0, {"spectrum": (1, 100)}, "spectrum")
p = V + "pairs/renishaw_nCal/nCal_Qontor785_z005H12_100_1x3s.txt"
out[p] = table(p, "\t", ".", 0, {"Intensity": 1}, "Intensity")
p = V + "pairs/avantes_J_PIR/J_PIR_AVRIL2016_0001.ttt"
out[p] = table(p, ";", ".", 0, {"Dark": 1, "Ref": 2, "Sample": 3, "Transmittance": (4, 100)}, "Transmittance")
p = V + "text-exports/avantes_export.ttt"
out[p] = table(p, ";", ".", 0, {"Transmittance": (1, 100)}, "Transmittance")
p = V + "text-exports/avasoft8.txt"
out[p] = table(p, ";", ".", 0, {"Sample": 1, "Dark": 2, "Reference": 3, "Reflectance": (4, 100)}, "Reflectance")
p = V + "text-exports/nirs4all/ACPL_D2_P1_B_1_001.sig"
out[p] = table(p, "  ", ".", 0, {"reference": 1, "target": 2, "reflectance": (3, 100)}, "reflectance")
out[V + "text-exports/labspec/labspec_lasertest1.txt"] = labspec_map(V + "text-exports/labspec/labspec_lasertest1.txt")
for f in sorted(glob.glob(ROOT + "/raman-multi-instrument/FMNT-M_Ho785/*.txt")):
    p = os.path.relpath(f, ROOT)
    out[p] = table(p, "\t", ".", 0, {"spectrum": 1}, "spectrum")
for f in sorted(glob.glob(ROOT + "/raman-multi-instrument/*BW*/*.txt") + glob.glob(ROOT + "/vendor-formats/pairs/bwtek*/*.txt")):
    p = os.path.relpath(f, ROOT)
    out[p] = table(p, ";", ",", 3, BWTEK, "Dark Subtracted #1")
for p, first, last in [("nir-single-instrument/dough_nir.csv", 5, -1), ("nir-single-instrument/tecator.csv", 0, 99),
                       ("nir-single-instrument/raman_pufa.csv", 4, -1), ("nir-single-instrument/instant_coffee_mir.csv", 3, -1),
                       (V + "text-exports/nirs4all/foss_xds_wheat2_sensAIfood.csv", 8, -1),
                       (V + "text-exports/nirs4all/mango_dmc_f750_slice.csv", 9, -1),
                       (V + "text-exports/nirs4all/scio_app_scan.csv", 0, -1)]:
    out[p] = wide(p, first, last)
for f in sorted(glob.glob(ROOT + "/vendor-formats/jobinyvon-xml/*.xml")):
    out[os.path.relpath(f, ROOT)] = xml(os.path.relpath(f, ROOT))
json.dump(out, sys.stdout, separators=(",", ":"), sort_keys=True)
print()
