"""Writes golden/xlsx/lab.xlsx, which ManifestTest reads: reference values and spectra as openpyxl writes them.

Run in this folder: python3 make_xlsx.py    (made with openpyxl 3.0.9)
"""
import os

import openpyxl

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "xlsx")
os.makedirs(here, exist_ok=True)
book = openpyxl.Workbook()
book.active.title = "Lab values"
for row in (["Sample", "Water", "Note"], ["p2", 9, "twice"], ["p1", 1.5, None], ["p3", None, "not measured"]):
    book.active.append(row)
spectra = book.create_sheet("Spectra")
for row in (["id", 1100, 1102, 1104], ["p1", 0.5, 0.25, 1], ["p2", 1, 2, 3], ["p3", 3, 2, 1]):
    spectra.append(row)
book.save(os.path.join(here, "lab.xlsx"))
