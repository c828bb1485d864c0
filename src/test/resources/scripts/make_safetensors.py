"""Writes the safetensors files that SafeTensorsTest reads, and the values in them.

Made with the published Python package, which is independent of our code: safetensors 0.8.0, numpy 2.4.6, Python 3.11
(python3 -m venv v; v/bin/pip install safetensors==0.8.0 numpy; v/bin/python make_safetensors.py). The package is not in Debian.
BF16, which numpy lacks, is packed by hand as the upper half of float32.
"""
import json
import os

import numpy as np
from safetensors import TensorSpec, serialize
from safetensors.numpy import save_file

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "safetensors")
rng = np.random.default_rng(7)
f32 = {
    "a.weight": rng.standard_normal((3, 4)).astype(np.float32),
    "b": np.array([0.0, -0.0, np.inf, -np.inf, 1e-45, 3.4028235e38], np.float32),
    "empty": np.zeros((2, 0, 3), np.float32),
    "scalar": np.array(2.5, np.float32),
    "z/\u00e9\u4e2d": rng.standard_normal((2, 1, 5)).astype(np.float32),
}
save_file(f32, os.path.join(here, "f32.safetensors"), metadata={"format": "np"})

kinds = {
    "bool": np.array([True, False, True]),
    "u8": np.array([0, 200, 255], np.uint8),
    "i8": np.array([-128, 0, 127], np.int8),
    "i16": np.array([-32768, 5, 32767], np.int16),
    "u16": np.array([0, 5, 65535], np.uint16),
    "i32": np.array([-2**31, 5, 2**31 - 1], np.int32),
    "u32": np.array([0, 5, 2**32 - 1], np.uint32),
    "i64": np.array([-2**63, 2**53 + 1, 2**63 - 1], np.int64),
    "u64": np.array([0, 5, 2**53 + 1, 2**63 - 1], np.uint64),
    "f16": np.array([[0.1, -65504.0], [6e-8, np.inf]], np.float16),
    "f64": np.array([0.1, 1e300, -1e-300, np.pi]),
}
bf16 = (np.array([1.0, -3.140625, 1e38], np.float32).view(np.uint32) >> 16).astype(np.uint16)
parts = {k: TensorSpec(dtype=str(v.dtype), shape=list(v.shape), data_ptr=v.ctypes.data, data_len=v.nbytes) for k, v in kinds.items()}
parts["bf16"] = TensorSpec(dtype="bfloat16", shape=[3], data_ptr=bf16.ctypes.data, data_len=bf16.nbytes)
with open(os.path.join(here, "kinds.safetensors"), "wb") as f:
    f.write(serialize(parts, None))

# Values as texts: JSON has no infinities and Java's doubles no 64-bit whole numbers.
expected = {}
for k, v in {**f32, **kinds}.items():
    whole = v.dtype.kind in "iub"
    flat = v.ravel().tolist()
    expected[k] = {"shape": list(v.shape), "values": [str(int(x)) if whole else repr(float(x)) for x in flat]}
expected["bf16"] = {"shape": [3], "values": [repr(float(x)) for x in (bf16.astype(np.uint32) << 16).view(np.float32)]}
with open(os.path.join(here, "expected.json"), "w") as f:
    json.dump(expected, f, indent=1)
    f.write("\n")
