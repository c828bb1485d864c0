"""Opens a corpus folder with h5py, a reader that has nothing to do with this program, and checks its objects and values.

    python3 src/test/resources/scripts/check_corpus.py CORPUS

Prints one line a shard; exit code 1 and a message if something is wrong.
"""
import hashlib
import json
import pathlib
import sys

import h5py
import numpy as np

MODALITIES = ["ir", "raman", "nir", "ftir", "unknown"]


def text(values):
    return [v.decode() if isinstance(v, bytes) else v for v in values]


def common(group, n):
    parent = group["parent"][:]
    augmented = group["augmented"][:]
    names = text(group["group"][:])
    assert parent.shape == (n,) and ((parent >= 0) == (augmented == 1)).all(), "parents"
    for i in np.flatnonzero(augmented):
        assert augmented[parent[i]] == 0 and names[parent[i]] == names[i], f"copy {i} has another group than its parent"
    spread = group["range"][:]
    assert spread.dtype == np.float64 and (spread[:, 0] < spread[:, 1]).all(), "ranges"
    return spread


def axes(dataset, spread):
    assert h5py.check_vlen_dtype(dataset.dtype) == np.float32, "wavenumber_orig: expected variable-length float32"
    for i in range(0, len(dataset), 7):
        x = dataset[i]
        assert len(x) > 1 and (np.diff(x) > 0).all(), f"axis {i} does not rise"
        assert np.isclose(x[0], spread[i, 0], rtol=1e-6) and np.isclose(x[-1], spread[i, 1], rtol=1e-6), f"axis {i} and its range"


def v1(f):
    spectra = f["spectra"]
    n = spectra.shape[0]
    assert spectra.chunks is None, "spectra: expected contiguous storage"
    assert f["modality"].dtype == np.int8 and f["modality"].shape == (n,)
    assert f["source"].dtype == np.int16 and f["source"].shape == (n,)
    assert text(f["modality"].attrs["names"]) == MODALITIES
    assert f["metadata"].attrs["n"] == n
    axes(f["wavenumber_orig"], common(f["metadata"], n))
    names = text(f["source"].attrs["names"])
    kinds = [MODALITIES[k] for k in f["modality"][:]]
    return [names[k] for k in f["source"][:]], kinds, text(f["metadata/id"][:])


def v2(f):
    spectra = f["spectra"]
    n, points = spectra.shape
    assert spectra.chunks == (min(1000, n), points) and spectra.compression == "gzip" and spectra.compression_opts == 4
    assert f.attrs["corpus_size"] == n and f.attrs["target_points"] == points
    for name in ("source", "type", "sample_id"):
        info = h5py.check_string_dtype(f["metadata"][name].dtype)
        assert info is not None and info.length is None and info.encoding == "utf-8", f"{name}: expected variable-length UTF-8"
    assert f["metadata/original_range"].dtype == np.float32
    axes(f["metadata/wavenumber_orig"], common(f["metadata"], n))
    return text(f["metadata/source"][:]), text(f["metadata/type"][:]), text(f["metadata/sample_id"][:])


def main(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    rows, ids, kinds = 0, set(), {}
    for shard in manifest["shards"]:
        path = folder / shard["file"]
        data = path.read_bytes()
        assert len(data) == shard["bytes"] and hashlib.sha256(data).hexdigest() == shard["sha256"], f"{path}: other bytes"
        with h5py.File(path, "r") as f:
            x = f["spectra"][:]
            assert x.dtype == np.float32 and x.shape == (shard["rows"], manifest["points"]), f"{path}: {x.dtype} {x.shape}"
            d = x.astype(np.float64)
            assert np.isfinite(d).all() and abs(d.mean(1)).max() < 1e-4 and abs(d.std(1) - 1).max() < 1e-4, f"{path}: not normalised"
            sources, types, names = (v1 if manifest["layout"] == "v1" else v2)(f)
        assert ids.isdisjoint(names) and len(set(names)) == len(names), f"{path}: a name stands twice"
        ids.update(names)
        for t in types:
            kinds[t] = kinds.get(t, 0) + 1
        rows += len(names)
        print(f"{shard['file']}: {len(names)} rows, {', '.join(sorted(set(sources)))}")
    assert rows == manifest["rows"] and kinds == manifest["modalities"], f"{rows} rows, {kinds}"
    print(f"h5py {h5py.__version__}: {rows} rows, all as the manifest says")


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]))
    except AssertionError as e:
        sys.exit(f"error: {e}")
