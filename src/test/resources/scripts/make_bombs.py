"""Writes files of few bytes that unpack to many: of equal values, in HDF5 (h5py), MATLAB (scipy), NPZ (numpy), xlsx and SQLite, each once
as large as its reader should still take and once larger. PackedContentTest reads them. Packed again by gzip, since even packed zeros
repeat. Parquet: make_bombs.mjs.

Run with Debian's python3-h5py and python3-scipy: python3 make_bombs.py OUTPUT_FOLDER
"""
import gzip
import io
import pickle
import sqlite3
import sys
import tempfile
import zipfile
import zlib

import h5py
import numpy as np
import scipy.io

out = sys.argv[1]


def save(name, data):
    with open(f'{out}/{name}.gz', 'wb') as raw, gzip.GzipFile('', 'wb', 9, raw, mtime=0) as f:
        f.write(data)


def hdf5(a, axis):
    b = io.BytesIO()
    with h5py.File(b, 'w') as f:
        f.create_dataset('spectra', data=a, compression='gzip', compression_opts=9, chunks=True, shuffle=True)
        f['wavenumber'] = axis
    return b.getvalue()


def matlab(a, axis):
    b = io.BytesIO()
    scipy.io.savemat(b, {'spectra': a, 'wavenumber': axis}, do_compression=True)
    # The header states the day of writing.
    return b'MATLAB 5.0 MAT-file'.ljust(116) + b.getvalue()[116:]


def npz(a, axis):
    b = io.BytesIO()
    np.savez_compressed(b, spectrum=a, wavenumber=axis)
    return b.getvalue()


for ending, make in (('h5', hdf5), ('mat', matlab), ('npz', npz)):
    for dtype in ('u1', 'u2', 'u4', 'f4', 'f8'):
        save(f'wide_read_{dtype}.{ending}', make(np.zeros((1250, 1000), dtype), np.arange(1000.0)))
        save(f'wide_refused_{dtype}.{ending}', make(np.zeros((12500, 1000), dtype), np.arange(1000.0)))
    save(f'tall_read.{ending}', make(np.zeros((100000, 3)), np.arange(3.0)))
    save(f'tall_refused.{ending}', make(np.zeros((2000000, 3), 'u1'), np.arange(3.0)))

with tempfile.NamedTemporaryFile() as t:
    scipy.io.savemat(t.name, {'c': np.array([[None] * 400000], object)[:, :0], 's': np.full((1, 1), 'x' * 4000000)}, do_compression=True)
    save('text_refused.mat', b'MATLAB 5.0 MAT-file'.ljust(116) + open(t.name, 'rb').read()[116:])
b = io.BytesIO()
with h5py.File(b, 'w') as f:
    # A whole number of 100 bytes, as a damaged file may state it.
    wide = h5py.h5t.STD_I8LE.copy()
    wide.set_size(100)
    packed = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    packed.set_chunk((1000, 100))
    packed.set_deflate(9)
    packed.set_obj_track_times(False)
    d = h5py.h5d.create(f.id, b'spectra', wide, h5py.h5s.create_simple((10000, 100)), packed)
    for i in range(10):
        d.write_direct_chunk((1000 * i, 0), zlib.compress(bytes(10000000), 9))
    f['wavenumber'] = np.arange(100.0)
save('wide_type_refused.h5', b.getvalue())
b = io.BytesIO()
with h5py.File(b, 'w') as f:
    f.create_dataset('spectra', data=np.zeros((7, 5), 'u1'), maxshape=(None, None), chunks=(4000000, 1), compression='gzip')
    f['wavenumber'] = np.arange(5.0)
save('high_chunks_refused.h5', b.getvalue())
b = io.BytesIO()
with h5py.File(b, 'w') as f:
    f.create_dataset('ids', data=np.full(1000, b'x', 'S100000'), compression='gzip', compression_opts=9)
    f['spectra'] = np.zeros((10, 5))
    f['wavenumber'] = np.arange(5.0)
save('long_texts_read.h5', b.getvalue())
cells = np.empty((1, 300000), object)
cells[:] = [[np.zeros((0, 0))] * 300000]
b = io.BytesIO()
scipy.io.savemat(b, {'cells': cells}, do_compression=True)
save('cells_refused.mat', b'MATLAB 5.0 MAT-file'.ljust(116) + b.getvalue()[116:])
b = io.BytesIO()
np.savez_compressed(b, spectra=np.zeros((150000, 3)), axis=np.arange(3.0), ids=np.full(150000, 'sample'))
save('texts_refused.npz', b.getvalue())


def xlsx(rows):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in (('[Content_Types].xml', '<Types/>'),
                           ('xl/workbook.xml', '<workbook><sheets><sheet name="S" sheetId="1"/></sheets></workbook>'),
                           ('xl/sharedStrings.xml', '<sst><si><t>' + 'x' * 10000 + '</t></si></sst>'),
                           ('xl/worksheets/sheet1.xml', f'<worksheet><sheetData>{rows}</sheetData></worksheet>')):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text)
    return b.getvalue()


head = '<row>' + ''.join(f'<c><v>{400 + j}</v></c>' for j in range(500)) + '</row>'
zeros = '<row>' + '<c><v>0</v></c>' * 500 + '</row>'
save('wide_read.xlsx', xlsx(head + zeros * 1000))
save('wide_refused.xlsx', xlsx(head + zeros * 4000))
save('texts_refused.xlsx', xlsx('<row>' + '<c t="s"><v>0</v></c>' * 2000 + '</row>'))
save('gaps_refused.xlsx', xlsx('<row><c r="XFD1"><v>1</v></c></row>' + '<row><c><v>1</v></c></row>' * 5000))
save('blanks_refused.xlsx', xlsx(' ' * 100000000))

for name, values in (('read', 200000), ('refused', 1500000)):
    with tempfile.NamedTemporaryFile() as t:
        db = sqlite3.connect(t.name)
        db.execute('CREATE TABLE data (id INTEGER PRIMARY KEY, blob BLOB)')
        blob = zlib.compress(pickle.dumps({k: np.zeros(values) for k in ('freq', 'IR Inten')}, 4), 9)
        db.executemany('INSERT INTO data VALUES (?, ?)', [(i, blob) for i in range(2)])
        db.commit()
        db.close()
        save(f'rows_{name}.sqlite', open(t.name, 'rb').read())
