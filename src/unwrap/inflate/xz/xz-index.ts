import { crc32 } from 'node:zlib'
import type { Reading } from '../../reading.js'
import type { Outcome } from '../outcome.js'

const footerLength = 12

/**
 * Reads the index behind the blocks and the stream's footer (The .xz file format, sections 4 and 2.1.2). The index must be whole, and name as
 * many blocks as there were; what it tells of their sizes is not needed.
 */
export function* readIndex(blocks: number, flags: Buffer): Reading<Outcome> {
  // The mark of the index, which was read.
  const index = { sum: crc32(Buffer.alloc(1)), length: 1 }
  const numbers = yield* readNumber(index)
  if (typeof numbers === 'string') return numbers
  if (numbers !== blocks) return 'corrupt'
  for (let left = 2 * blocks; left > 0; left--) {
    const size = yield* readNumber(index)
    if (typeof size === 'string') return size
  }
  const padding = (4 - (index.length % 4)) % 4
  const end = yield padding + 4 + footerLength
  if (end.length < padding + 4 + footerLength) return 'cut'
  if (crc32(end.subarray(0, padding), index.sum) !== end.readUInt32LE(padding)) return 'corrupt'
  return isFooter(end.subarray(padding + 4), index.length + padding + 4, flags) ? 'done' : 'corrupt'
}

/** `index`: what was read of it, which grows. */
function* readNumber(index: { sum: number; length: number }): Reading<number | 'cut' | 'corrupt'> {
  let value = 0
  for (let place = 0; place < 9; place++) {
    const byte = yield 1
    if (byte.length === 0) return 'cut'
    index.sum = crc32(byte, index.sum)
    index.length++
    value += (byte[0]! & 0x7f) * 2 ** (7 * place)
    if (byte[0]! < 0x80) return value
  }
  return 'corrupt'
}

function isFooter(footer: Buffer, indexLength: number, flags: Buffer): boolean {
  return (
    footer.toString('latin1', 10) === 'YZ' &&
    crc32(footer.subarray(4, 10)) === footer.readUInt32LE(0) &&
    (footer.readUInt32LE(4) + 1) * 4 === indexLength &&
    footer.subarray(8, 10).equals(flags)
  )
}
