// Writes the small Parquet files that ParquetReaderTest reads and that fuzzing starts from, with hyparquet-writer: lists of doubles with
// values known in closed form, texts, in several encodings, page sizes and packings.
//
// Run in an empty folder: npm install hyparquet-writer@0.17.0 && node make_parquet.mjs OUTPUT_FOLDER
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'

const rows = 5
const channels = 12
const list = (f) => Array.from({ length: rows }, (_, i) => Array.from({ length: channels }, (_, j) => f(i, j)))
const schema = [
  { name: 'root', num_children: 3 },
  ...['Frequency(cm^-1)', 'ir_spectra'].flatMap((name) => [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
  ]),
  { name: 'smiles', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
]
const columnData = (encoding) => [
  { name: 'Frequency(cm^-1)', data: list((i, j) => 400 + 300 * j), encoding },
  { name: 'ir_spectra', data: list((i, j) => i + j / 16), encoding },
  { name: 'smiles', data: Array.from({ length: rows }, (_, i) => 'C'.repeat(i % 2 + 1)) },
]
const compressors = { GZIP: (b) => new Uint8Array(gzipSync(b)) }
const files = {
  snappy: { codec: 'SNAPPY' },
  plain: { codec: 'UNCOMPRESSED' },
  gzip: { codec: 'GZIP', compressors },
  groups: { codec: 'SNAPPY', rowGroupSize: 2, pageSize: 64 },
  split: { codec: 'UNCOMPRESSED', encoding: 'BYTE_STREAM_SPLIT' },
}
for (const [name, { encoding, ...options }] of Object.entries(files)) {
  const bytes = parquetWriteBuffer({ columnData: columnData(encoding), schema, statistics: false, ...options })
  writeFileSync(`${process.argv[2]}/${name}.parquet`, new Uint8Array(bytes))
}
