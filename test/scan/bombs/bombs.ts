import { execFileSync } from 'node:child_process'
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { writeZip } from '../../unwrap/zip/write-zip.js'
import type { Pieces } from './measured-scan.js'
import { tarHeader } from './tar-header.js'

const mebibyte = 2 ** 20

/** The same bytes, so often. */
function repeated(bytes: Uint8Array, times: number): Pieces {
  return Array.from({ length: times }, () => bytes)
}

/** 10 GB of zeros in 10 MB: members of 10 MiB each. */
export function zerosInGzip(): Pieces {
  return repeated(gzipSync(Buffer.alloc(10 * mebibyte)), 1000)
}

/** The same as one entry of a zip: blocks that each begin afresh. */
export function zerosInZip(): Pieces {
  const block = deflateRawSync(Buffer.alloc(10 * mebibyte), { finishFlush: constants.Z_FULL_FLUSH })
  const data = Buffer.concat([...repeated(block, 1000), Buffer.from([3, 0])])
  return [writeZip([{ name: 'zeros', data, method: 0, local: { method: 8 }, directory: { method: 8 } }])]
}

/** The same as Zstandard (RFC 8878): blocks of one byte that is repeated, 128 KiB each. */
export function zerosInZstd(): Pieces {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38])
  const block = (isLast: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUIntLE(isLast | (1 << 1) | ((128 * 1024) << 3), 0, 3)
    return bytes
  }
  const frame = Buffer.concat([head, ...repeated(block(0), 79), block(1)])
  return repeated(frame, 1000)
}

const packedZeros = (program: string) => execFileSync(program, ['-c', '-9'], { input: Buffer.alloc(500 * mebibyte) })

/** 10 GB of zeros in 8 KB: blocks of 46 MB each. */
export function zerosInBzip2(): Pieces {
  return repeated(packedZeros('bzip2'), 20)
}

/** 10 GB of zeros in 1.5 MB, with the largest dictionary that is given memory. */
export function zerosInXz(): Pieces {
  return repeated(packedZeros('xz'), 20)
}

/** As 42.zip: sixteen zips in each of sixteen, five deep, and at the bottom a file of 4 GiB. */
export function fortyTwo(): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * mebibyte), { finishFlush: constants.Z_FULL_FLUSH })
  const data = Buffer.concat([...repeated(block, 256), Buffer.from([3, 0])])
  let zip = writeZip([{ name: '0.dll', data, method: 0, local: { method: 8 }, directory: { method: 8 } }])
  for (const kind of ['page', 'doc', 'chapter', 'book', 'lib']) {
    zip = writeZip(Array.from({ length: 16 }, (_, i) => ({ name: `${kind} ${i.toString(16)}.zip`, data: zip })))
  }
  return zip
}

/** A text inside so many gzips. */
export function gzips(depth: number, text: string): Buffer {
  let bytes: Buffer = Buffer.from(text)
  for (let i = 0; i < depth; i++) bytes = gzipSync(bytes)
  return bytes
}

export function zips(depth: number, text: string): Buffer {
  let bytes: Buffer = Buffer.from(text)
  for (let i = 0; i < depth; i++) bytes = writeZip([{ name: 'a.zip', data: bytes }])
  return bytes
}

/** A gzipped tar of empty files: `distinct` thousands of names, `times` times. */
export function emptyEntries(distinct: number, times: number): Pieces {
  const members = Array.from({ length: distinct }, (_, i) =>
    gzipSync(Buffer.concat(Array.from({ length: 1000 }, (_, j) => tarHeader(`srv/${i}/empty/${j}`, 0)))),
  )
  return [...Array.from({ length: times }, () => members).flat(), gzipSync(Buffer.alloc(1024))]
}

/** A git pack: a blob and a chain of deltas, each against the one before, that adds a letter. The last ones end in `text`. */
export function deltaChain(length: number, start: Buffer, text: string): Buffer {
  const entries: Buffer[] = []
  let size = start.length
  let last = 0
  const add = (type: number, data: Buffer, base: number[]) => {
    const entry = Buffer.concat([Buffer.from([...headOf(type, data.length), ...base]), deflateSync(data)])
    entries.push(entry)
    last = entry.length
  }
  add(3, start, [])
  for (let i = 1; i < length; i++) {
    const more = Buffer.from(i === length - 1 ? text : 'x')
    const target = size + more.length
    const copy = Buffer.from([
      ...sizeOf(size),
      ...sizeOf(target),
      0xf0,
      size & 255,
      (size >> 8) & 255,
      (size >> 16) & 255,
    ])
    add(6, Buffer.concat([copy, Buffer.from([more.length]), more]), distanceOf(last))
    size = target
  }
  const header = Buffer.from('5041434b0000000200000000', 'hex')
  header.writeUInt32BE(length, 8)
  return Buffer.concat([header, ...entries, Buffer.alloc(20)])
}

/** Seven bits a byte, the lowest first. */
function sizeOf(size: number): number[] {
  return size < 128 ? [size] : [(size & 127) | 128, ...sizeOf(size >> 7)]
}

function headOf(type: number, size: number): number[] {
  const low = (type << 4) | (size & 15)
  return size < 16 ? [low] : [low | 128, ...sizeOf(size >> 4)]
}

/** Of an offset: the highest first, less one for each byte that follows. */
function distanceOf(distance: number): number[] {
  const bytes = [distance & 127]
  for (let rest = distance >> 7; rest > 0; rest >>= 7) bytes.unshift((--rest & 127) | 128)
  return bytes
}
