import { crc32 } from 'node:zlib'
import type { DecoderSink } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { Outcome } from '../outcome.js'
import { readBlockHeader } from './block-header.js'
import { type Check, checkLength, createCheck } from './check.js'
import type { LzmaDecoder } from './lzma-decoder.js'
import { readLzma2 } from './lzma2.js'
import { readIndex } from './xz-index.js'

/** What the blocks of a file share. */
export type XzContext = {
  out: Pick<DecoderSink, 'meter'>
  decoder: LzmaDecoder
  /** Of the block that is being read. */
  check: Check | undefined
  /** What is wrong, and does not keep what follows from being read; each is told once. */
  flaws: Set<string>
  /** The start of what follows the last stream, and is none. */
  rest?: Buffer
}

const headerLength = 12
const magic = Buffer.from('fd377a585a00', 'hex')
const empty = Buffer.alloc(0)

/** Reads all streams of an xz file (The .xz file format 1.2.1, https://tukaani.org/xz/xz-file-format.txt) with what is between them. */
export function* readXz(context: XzContext): Reading<Outcome> {
  let start = yield headerLength
  for (;;) {
    const outcome = yield* readStream(context, start)
    if (outcome !== 'done') return outcome
    // Streams may be filled up with zeros, four at a time. What else follows stays closed.
    do start = yield 4
    while (start.length === 4 && start.readUInt32LE(0) === 0)
    if (start.length < 4 || !start.equals(magic.subarray(0, 4))) {
      context.rest = Buffer.from(start)
      return 'done'
    }
    start = Buffer.concat([start, yield headerLength - 4])
  }
}

function* readStream(context: XzContext, header: Buffer): Reading<Outcome> {
  if (header.length < headerLength) return 'cut'
  // The header's own bytes are not good any more when the footer comes.
  const flags = Buffer.from(header.subarray(6, 8))
  const isHeader = header.subarray(0, 6).equals(magic) && flags[0] === 0 && flags[1]! < 16
  if (!isHeader || crc32(flags) !== header.readUInt32LE(8)) return 'corrupt'
  const checkId = flags[1]!
  for (let blocks = 0; ; blocks++) {
    const size = (yield 1)[0]
    if (size === undefined) return 'cut'
    if (size === 0) return yield* readIndex(blocks, flags)
    const outcome = yield* readBlock(context, size, checkId)
    if (outcome !== 'done') return outcome
  }
}

function* readBlock(context: XzContext, size: number, checkId: number): Reading<Outcome> {
  const { out, decoder } = context
  const header = yield* readBlockHeader(size)
  if (typeof header === 'string') return header
  if (header.filters.length > 0) context.flaws.add(`filters that are not undone: ${header.filters.join(', ')}`)
  const check = createCheck(checkId, decoder.kernel)
  context.check = check
  const packed = { bytes: 0 }
  const outcome = yield* counted(readLzma2(out, decoder, header.dictionaryBytes), packed)
  if (outcome !== 'done') return outcome
  const padding = (4 - (packed.bytes % 4)) % 4
  const length = padding + checkLength(checkId)
  const sum = length === 0 ? empty : yield length
  if (sum.length < length) return 'cut'
  // Of bytes that a filter has changed there is no sum.
  const isFit = header.filters.length > 0 || check.fits(sum.subarray(padding))
  if (!isFit) context.flaws.add('a checksum of the decompressed data is wrong')
  return 'done'
}

/** Counts the bytes that a reader gets. */
function* counted<T>(reading: Reading<T>, count: { bytes: number }): Reading<T> {
  for (let asked = reading.next(); ; ) {
    if (asked.done) return asked.value
    const bytes = yield asked.value
    count.bytes += bytes.length
    asked = reading.next(bytes)
  }
}
