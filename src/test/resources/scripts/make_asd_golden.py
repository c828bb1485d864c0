#!/usr/bin/env python3
"""What pyASDReader (KaiTastic, MIT) makes of ASD files: reflectance, texts of the classifier, dependent variables, calibrations.
usage: make_asd_golden.py FOLDER_WITH_pyASDReader SHARED_DATA > src/test/resources/golden/vendor/pyasd.json
(made with commit f7acd7430f83; its folder `src` renamed to pyASDReader. Files whose type is reflectance get one.)"""
import json
import os
import pathlib
import sys

import numpy as np

sys.path.insert(0, sys.argv[1])
data = pathlib.Path(sys.argv[2]).resolve()
os.chdir("/tmp")  # pyASDReader writes a log where it runs
from pyASDReader import ASDFile  # noqa: E402


def digest(v):
    v = np.asarray(v, float)
    at = [0, len(v) // 3, len(v) // 2, len(v) - 1]
    return {"n": len(v), "sum": float(v.sum()), "at": at, "values": [float(v[i]) for i in at]}


out = {}
for f in sorted((data / "vendor-formats/asd").rglob("*.asd")):
    a = ASDFile(str(f))
    m = a.metadata
    e = {"date": m.when_datetime[0].isoformat() if isinstance(m.when_datetime, tuple) else m.when_datetime.isoformat(),
         "instrument number": m.instrumentNum, "integration time ms": m.intergrationTime_ms.value, "samples": m.sampleCount}
    if a.reflectance is not None:
        e["reflectance"] = digest(a.reflectance)
    if a.classifierData is not None:
        e["product"] = a.classifierData.productName
        e["sample"] = a.classifierData.sample
        e["operator"] = a.classifierData.operator
    if a.dependants is not None:
        e["dependent"] = dict(zip(a.dependants.dependentVariableLabels, a.dependants.dependentVariableValue))
    if a.calibrationHeader is not None:
        e["calibrations"] = a.calibrationHeader.calibrationNum
    out[str(f.relative_to(data))] = e
json.dump(out, sys.stdout, indent=1)
