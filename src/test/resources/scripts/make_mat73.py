"""Writes a file as MATLAB does with -v7.3, for MatReaderTest: HDF5 behind a header of 512 bytes, cells and struct arrays as references into
#refs#, extents turned round. The layout was compared with files that MATLAB wrote (repository skjerns/mat7.3). Values in closed form.

Run with Debian's python3-h5py: python3 make_mat73.py OUTPUT_FOLDER
"""
import sys

import h5py
import numpy as np

out = sys.argv[1]


class Writer:
    def __init__(self, name):
        self.path = f'{out}/{name}.mat'
        self.f = h5py.File(self.path, 'w', userblock_size=512)
        self.n = 0

    def array(self, where, a, kind='double'):
        d = self.f.create_dataset(where, data=np.atleast_2d(a).T)
        d.attrs['MATLAB_class'] = np.bytes_(kind)
        return d

    def text(self, where, s):
        codes = np.array([[ord(c) for c in row] for row in np.atleast_1d(s)], 'u2')
        d = self.array(where, codes, 'char')
        d.attrs['MATLAB_int_decode'] = np.int32(2)
        return d

    def element(self, value):
        self.n += 1
        where = f'#refs#/{self.n}'
        self.put(where, value)
        return self.f[where].ref

    def cell(self, where, values, kind='cell'):
        refs = np.empty((len(values[0]), len(values)), h5py.ref_dtype)
        for i, row in enumerate(values):
            for j, value in enumerate(row):
                refs[j, i] = self.element(value)
        d = self.f.create_dataset(where, data=refs, dtype=h5py.ref_dtype)
        if kind:
            d.attrs['MATLAB_class'] = np.bytes_(kind)

    def put(self, where, value):
        if isinstance(value, str):
            self.text(where, value) if value else self.empty(where, 'char')
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            g = self.f.create_group(where)
            g.attrs['MATLAB_class'] = np.bytes_('struct')
            for k in value[0]:
                self.cell(f'{where}/{k}', [[v[k] for v in value]], '')
        elif isinstance(value, list):
            self.cell(where, value)
        elif isinstance(value, dict):
            g = self.f.create_group(where)
            g.attrs['MATLAB_class'] = np.bytes_(value.get('class', 'struct'))
            for k, v in value.items():
                if k != 'class':
                    self.put(f'{where}/{k}', v)
        else:
            self.array(where, value)

    def empty(self, where, kind):
        d = self.f.create_dataset(where, data=np.array([0, 0], 'u8'))
        d.attrs['MATLAB_class'] = np.bytes_(kind)
        d.attrs['MATLAB_empty'] = np.uint8(1)

    def close(self):
        self.f.close()
        with open(self.path, 'r+b') as f:
            f.write(b'MATLAB 7.3 MAT-file'.ljust(116) + bytes(8) + b'\x00\x02IM')


axis = 900.0 + 2 * np.arange(5)
spectra = np.arange(3)[:, None] + np.arange(5) / 8
w = Writer('v73')
w.put('X', spectra)
w.put('wavelength', axis)
w.put('names', [['corn'], ['wheat'], ['oat']])
w.put('set', {'spectra': spectra + 10, 'wavenumber': axis + 100, 'note': ''})
w.put('instruments', [{'spectra': spectra + 20, 'nm': axis, 'name': 'm5'}, {'spectra': spectra + 30, 'nm': axis + 1, 'name': 'mp5'}])
w.put('inside', [[{'spectra': spectra + 40, 'nm': axis}]])
w.put('object', {'class': 'dataset', 'data': spectra + 50, 'name': 'made', 'label': [[''], ['']],
                 'axisscale': [['', ''], [axis + 5, 'nm']], 'title': [['', ''], ['', '']]})
g = w.f.create_group('sparse')
g.attrs['MATLAB_class'] = np.bytes_('double')
g.attrs['MATLAB_sparse'] = np.uint64(4)
g['jc'] = np.zeros(3, 'u8')
w.close()

w = Writer('v73_circle')
w.put('c', [['x']])
d = w.f['c']
d[...] = np.array([[d.ref]], h5py.ref_dtype)
w.close()
