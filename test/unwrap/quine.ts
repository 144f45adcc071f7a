import { crc32 } from 'node:zlib'

/*
 * Archives that hold themselves, after the construction of https://research.swtch.com/zip: deflate as a language of two operations,
 * "print the next n bytes" (a stored block) and "repeat the last n bytes" (a fixed Huffman block), each five bytes long here.
 */

const unit = 5

/** Prints the next `n` bytes: the head of a stored block (RFC 1951, 3.2.4). */
function literal(n: number): Buffer {
  const bytes = Buffer.alloc(unit)
  bytes.writeUInt16LE(n, 1)
  bytes.writeUInt16LE(n ^ 0xffff, 3)
  return bytes
}

/** A code and how many bits of it are written; `extra` bits follow the code, the lowest first. */
type Symbol = { code: number; bits: number; extra?: number; extraBits?: number }

/** How a length or a distance is written: the number of its range, and where in that it lies (3.2.5). */
function place(
  value: number,
  firstBase: number,
  firstCode: number,
  codesEach: number,
): { code: number; extra: number; extraBits: number } {
  let [base, code, extraBits] = [firstBase, firstCode, 0]
  for (let index = 0; ; index++) {
    extraBits = Math.max(0, Math.floor(index / codesEach) - 1)
    if (value < base + 2 ** extraBits) return { code, extra: value - base, extraBits }
    base += 2 ** extraBits
    code++
  }
}

function lengthSymbol(length: number): Symbol {
  if (length === 258) return { code: 0b11000101, bits: 8 }
  const { code, ...extra } = place(length, 3, 257, 4)
  return code < 280 ? { code: code - 256, bits: 7, ...extra } : { code: 0b11000000 + code - 280, bits: 8, ...extra }
}

function distanceSymbol(distance: number): Symbol {
  const { code, ...extra } = place(distance, 1, 0, 2)
  return { code, bits: 5, ...extra }
}

/** Repeats the last `n` bytes: `n` is one of the few for which that fills just five bytes, perhaps with an empty block. */
function repeat(n: number): Buffer {
  const lengths = n > 255 ? [n] : [Math.ceil(n / 2), Math.floor(n / 2)]
  const symbols = lengths.flatMap((length) => [lengthSymbol(length), distanceSymbol(n)])
  const end = { code: 0, bits: 7 }
  const start = { code: 0b010, bits: 3 }
  const block = [start, ...symbols, end]
  const padding = bitsOf(block) < 8 * unit ? [start, end] : []
  const all = [...block, ...padding]
  if (bitsOf(all) !== 8 * unit) throw new Error(`no operation repeats ${n} bytes`)
  return packed(all)
}

function bitsOf(symbols: readonly Symbol[]): number {
  return symbols.reduce((sum, { bits, extraBits = 0 }) => sum + bits + extraBits, 0)
}

/** Codes with their highest bit first, all else with the lowest. */
function packed(symbols: readonly Symbol[]): Buffer {
  const bits = symbols.flatMap(({ code, bits, extra = 0, extraBits = 0 }) => [
    ...Array.from({ length: bits }, (_, i) => (code >> (bits - 1 - i)) & 1),
    ...Array.from({ length: extraBits }, (_, i) => (extra >> i) & 1),
  ])
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8))
  for (const [i, bit] of bits.entries()) bytes[i >> 3]! |= bit << (i & 7)
  return bytes
}

const lastBlock = Buffer.from([1, 0, 0, 0xff, 0xff])

/** What stands between the two inflates to both of them and itself. `tail` begins with the last block. */
function quineOf(head: Buffer, tail: Buffer): Buffer {
  const [printHead, repeatHead] = [literal(head.length + unit), repeat(head.length + unit)]
  const [printTail, repeatTail] = [literal(tail.length + unit), repeat(tail.length + unit)]
  const [none, one, four, again] = [literal(0), literal(unit), literal(4 * unit), repeat(4 * unit)]
  return Buffer.concat([
    head,
    ...[printHead, head, printHead, repeatHead],
    ...[one, repeatHead, one, one, four, repeatHead, one, one, four, again],
    ...[four, again, four, again, four, again, four, again, none, none, printTail, again, none, none],
    ...[printTail, repeatTail, tail, repeatTail],
    tail,
  ])
}

/** The file whose checksum stands in it: a CRC is linear, so that one is a system of 32 equations of single bits. */
function withOwnChecksum(make: (crc: number) => Buffer): Buffer {
  const checksumOf = (crc: number) => crc32(make(crc >>> 0)) >>> 0
  const constant = checksumOf(0)
  // Row `i` says of bit `i` of the checksum which bits of the guess change it; its last column is what it must be.
  const columns = Array.from({ length: 32 }, (_, bit) => (checksumOf(1 << bit) ^ constant ^ (1 << bit)) >>> 0)
  const rows = Array.from({ length: 32 }, (_, bit) => {
    const row = columns.map((column) => (column >>> bit) & 1)
    return [...row, (constant >>> bit) & 1]
  })
  for (let column = 0; column < 32; column++) {
    const pivot = rows.findIndex((row, at) => at >= column && row[column] === 1)
    if (pivot === -1) throw new Error('no checksum fits: change a byte of the header')
    const [found] = rows.splice(pivot, 1)
    rows.splice(column, 0, found!)
    for (const [at, row] of rows.entries()) {
      if (at !== column && row[column] === 1) for (const i of row.keys()) row[i]! ^= found![i]!
    }
  }
  return make(rows.reduce((crc, row, bit) => crc | (row[32]! << bit), 0) >>> 0)
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, 4 * i)
  return bytes
}

/** A gzip that inflates to itself. */
export function gzipQuine(): Buffer {
  const head = Buffer.from('1f8b08080000000000037200', 'hex')
  const make = (size: number) => (crc: number) => quineOf(head, Buffer.concat([lastBlock, uint32(crc, size)]))
  return withOwnChecksum(make(make(2000)(0).length))
}

/** A zip whose only entry is the zip itself, so that the end of that entry's data is its own central directory. */
export function zipQuine(): Buffer {
  const name = Buffer.from('r.zip')
  /** Header and directory are filled up to a length that an operation can repeat. */
  const repeated = 258 - unit
  const make = (size: number) => (crc: number) => {
    const extra = Buffer.alloc(repeated - 30 - name.length)
    extra.writeUInt16LE(0xcafe, 0)
    extra.writeUInt16LE(extra.length - 4, 2)
    const packedSize = size - repeated - (repeated - lastBlock.length)
    const sums = uint32(crc, packedSize, size)
    const lengths = Buffer.from([name.length, 0, extra.length, extra.length >> 8])
    const head = Buffer.concat([Buffer.from('504b030414000000080000002100', 'hex'), sums, lengths, name, extra])
    const entry = [
      Buffer.from('504b0102140014000000080000002100', 'hex'),
      sums,
      Buffer.from([name.length, 0]),
      Buffer.alloc(16),
      name,
    ]
    const directory = Buffer.concat(entry)
    const comment = repeated - lastBlock.length - directory.length - 22
    const end = Buffer.alloc(22 + comment, 0x20)
    Buffer.concat([
      Buffer.from('504b05060000000001000100', 'hex'),
      uint32(directory.length, size - end.length - directory.length),
    ]).copy(end)
    end.writeUInt16LE(comment, 20)
    return quineOf(head, Buffer.concat([lastBlock, directory, end]))
  }
  return withOwnChecksum(make(make(2000)(0).length))
}
