// Writes Parquet files of few bytes that unpack to many, for PackedContentTest: equal values, once as many as the reader should still take
// and once more. Packed again by gzip. The other formats: make_bombs.py.
//
// Run in an empty folder: npm install hyparquet-writer@0.17.0 && node make_bombs.mjs OUTPUT_FOLDER
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'

const compressors = { GZIP: (b) => new Uint8Array(gzipSync(b)) }
const save = (name, options) => {
  const bytes = new Uint8Array(parquetWriteBuffer({ statistics: false, pageSize: 1 << 26, ...options }))
  writeFileSync(`${process.argv[2]}/${name}.parquet.gz`, gzipSync(bytes, { level: 9 }))
}
const lists = [
  { name: 'root', num_children: 1 },
  { name: 'ir_spectra', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
]
const spectra = (rows) => Array.from({ length: rows }, () => new Array(1000).fill(0.5))
for (const [verdict, rows] of [['read', 800], ['refused', 4000]]) {
  save(`dictionary_${verdict}`, { columnData: [{ name: 'ir_spectra', data: spectra(rows) }], schema: lists, codec: 'SNAPPY' })
  save(`plain_${verdict}`, { columnData: [{ name: 'ir_spectra', data: spectra(rows), encoding: 'PLAIN' }], schema: lists, codec: 'GZIP', compressors })
}
const names = ['400', '410', '420']
const frame = [{ name: 'root', num_children: 3 }, ...names.map((name) => ({ name, type: 'DOUBLE', repetition_type: 'REQUIRED' }))]
for (const [verdict, rows] of [['read', 50000], ['refused', 1000000]]) {
  save(`tall_${verdict}`, { columnData: names.map((name) => ({ name, data: new Array(rows).fill(0.5) })), schema: frame, codec: 'SNAPPY' })
}
// As in the files of USPTO-Spectra: beside 100 numbers of an infrared spectrum 20,000 of NMR.
const both = [{ name: 'root', num_children: 2 }, ...['h_nmr_spectra', 'ir_spectra'].flatMap((name) => [{ ...lists[1], name }, lists[2], lists[3]])]
const row = (n) => Array.from({ length: 400 }, () => new Array(n).fill(0.5))
save('mixed_read', { columnData: [{ name: 'h_nmr_spectra', data: row(20000) }, { name: 'ir_spectra', data: row(100) }], schema: both, codec: 'SNAPPY' })
