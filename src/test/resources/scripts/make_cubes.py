"""Writes a map of 2 x 3 spectra of 5 channels, spectrum (i, j) channel k = 10 i + j + k / 8, as NPZ (numpy), MATLAB (scipy) and as HyperSpy
saves a signal (h5py; layout of rosettasciio 0.9), for CubeTest. The HDF5 file has an attribute without a type name, as HyperSpy writes for its
own marks.

Run with Debian's python3-h5py and python3-scipy: python3 make_cubes.py OUTPUT_FOLDER
"""
import io
import sys

import h5py
import numpy as np
import scipy.io

out = sys.argv[1]
cube = 10 * np.arange(2)[:, None, None] + np.arange(3)[None, :, None] + np.arange(5) / 8
axis = 900.0 + 2 * np.arange(5)

np.savez(f'{out}/cube.npz', image=cube, wavelength=axis)
b = io.BytesIO()
# MATLAB's own order of a map: rows, columns, channels.
scipy.io.savemat(b, {'image': cube, 'wavelength': axis})
with open(f'{out}/cube.mat', 'wb') as f:
    f.write(b'MATLAB 5.0 MAT-file'.ljust(116) + b.getvalue()[116:])
with h5py.File(f'{out}/plain.h5', 'w') as f:
    f['image'] = cube.transpose(2, 0, 1)
    f['wavelength'] = axis

with h5py.File(f'{out}/cube.hspy', 'w') as f:
    f.attrs['file_format'] = 'HyperSpy'
    g = f.create_group('Experiments/leaf')
    g['data'] = cube
    for i, (name, size, offset, scale, units, navigate) in enumerate([('y', 2, 0.5, 2.0, 'um', True), ('x', 3, 1.0, 0.25, 'um', True),
                                                                      ('Wavelength', 5, 900.0, 2.0, 'nm', False)]):
        a = g.create_group(f'axis-{i}')
        a.attrs['_type'] = 'UniformDataAxis'
        for k, v in (('name', name), ('size', size), ('offset', offset), ('scale', scale), ('units', units), ('navigate', navigate)):
            a.attrs[k] = v
    g.create_group('metadata/General').attrs['title'] = 'leaf'
    g.create_group('metadata/Signal').attrs['quantity'] = 'Reflectance'
    g.create_group('metadata/empty').attrs['nothing'] = np.void(b'x')
    image = f.create_group('Experiments/image')
    image['data'] = np.zeros((2, 2))
    for i in range(2):
        a = image.create_group(f'axis-{i}')
        for k, v in (('size', 2), ('offset', 0.0), ('scale', 1.0), ('navigate', False)):
            a.attrs[k] = v

# A cell that states 56 bytes less than its elements have, as WITec Project writes it: the last element, an empty matrix, lies outside.
b = io.BytesIO()
cell = np.empty((1, 2), object)
cell[0, 0], cell[0, 1] = np.arange(3.0), np.zeros((0, 0))
scipy.io.savemat(b, {'s': {'include': cell, 'image': cube[0], 'wavelength': axis}})
data = bytearray(b'MATLAB 5.0 MAT-file'.ljust(116) + b.getvalue()[116:])
flags = bytes([6, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0])
at = data.index(flags) - 4
data[at:at + 4] = (int.from_bytes(data[at:at + 4], 'little') - 56).to_bytes(4, 'little')
with open(f'{out}/short_cell.mat', 'wb') as f:
    f.write(data)
