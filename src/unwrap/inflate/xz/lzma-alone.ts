import type { Inside, Unwrapper } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { WrappedFile } from '../../wrappings.js'
import { openCompressedFile, openNothing } from '../compressed-file.js'
import type { Outcome } from '../outcome.js'
import { borrowLzma, giveLzmaBack, inputRoom, type LzmaDecoder, maxDictionaryBytes } from './lzma-decoder.js'

const headerLength = 13
/** Most bytes that a step of the decoder reads. */
const longestStep = 21
/** As `xz` has it: nothing that is longer is taken for a file of this kind. */
const longestFile = 2 ** 38
/** All bits set. */
const unknownSize = 2 ** 64

/**
 * Whether LZMA begins here as it was before xz: properties, the size of the dictionary, that of the file or -1 (LZMA specification; there is
 * no magic). Unless the name says so, it must look as encoders write it by default.
 */
export function isLzmaAlone(head: Buffer, path: string): boolean {
  if (head.length < headerLength + 5 || head[headerLength] !== 0 || head[0]! >= 225) return false
  const dictionaryBytes = head.readUInt32LE(1)
  const size = Number(head.readBigUInt64LE(5))
  if (!isDictionarySize(dictionaryBytes) || !(size < longestFile || size === unknownSize)) return false
  const isUsual = head[0] === 0x5d && dictionaryBytes <= maxDictionaryBytes && size > 0
  return isUsual || /\.(?:lzma|tlz)$/i.test(path)
}

/** Encoders write 2 or 3 times a power of two, or all ones. */
function isDictionarySize(bytes: number): boolean {
  if (bytes === 0xffffffff) return true
  const odd = bytes / 2 ** (31 - Math.clz32(bytes & -bytes))
  return bytes >= 4096 && (odd === 1 || odd === 3)
}

export function openLzmaAlone(out: Inside, { path }: WrappedFile): Unwrapper {
  const decoder = borrowLzma(out, out.push)
  if (decoder === undefined) return openNothing(out, 'lzma')
  const file = { step: 'lzma', path: path.replace(/\.tlz$/i, '.tar').replace(/\.lzma$/i, '') }
  return openCompressedFile(out, file, readLzmaAlone(decoder), () => giveLzmaBack(decoder))
}

/** Opens LZMA as a zip has it: a version, the length of the properties, and these (APPNOTE.TXT 6.3.10, section 5.8). `size` 0: not known. */
export function openZipLzma(out: Inside, { path, size = 0 }: WrappedFile): Unwrapper {
  const decoder = borrowLzma(out, out.push)
  if (decoder === undefined) return openNothing(out, 'lzma')
  const reader = readZipLzma(decoder, size > 0 ? size : unknownSize)
  return openCompressedFile(out, { step: 'lzma', path }, reader, () => giveLzmaBack(decoder))
}

function* readZipLzma(decoder: LzmaDecoder, size: number): Reading<Outcome> {
  const intro = yield 4
  if (intro.length < 4) return 'cut'
  const length = intro.readUInt16LE(2)
  const properties = yield length
  if (properties.length < length) return 'cut'
  return length < 5 ? 'corrupt' : yield* readStream(decoder, Buffer.from(properties), size)
}

function* readLzmaAlone(decoder: LzmaDecoder): Reading<Outcome> {
  const header = yield headerLength
  if (header.length < headerLength) return 'cut'
  return yield* readStream(decoder, header, Number(header.readBigUInt64LE(5)))
}

/** Reads what stands behind the header, of which the first five bytes are given. */
function* readStream(decoder: LzmaDecoder, header: Buffer, size: number): Reading<Outcome> {
  const dictionaryBytes = header.readUInt32LE(1)
  if (dictionaryBytes > maxDictionaryBytes && dictionaryBytes !== 0xffffffff) return 'huge'
  if (!decoder.setProperties(header[0]!)) return 'corrupt'
  decoder.begin(Math.min(dictionaryBytes, maxDictionaryBytes))
  decoder.resetState()
  const start = yield 5
  if (start.length < 5) return 'cut'
  decoder.takeInput(start, 0)
  if (decoder.kernel.startRange(decoder.kernel.input.value) === 0) return 'corrupt'
  return yield* readBody(decoder, size)
}

function* readBody(decoder: LzmaDecoder, size: number): Reading<Outcome> {
  const { kernel } = decoder
  const start = kernel.input.value
  let unpacked = 0
  let rest = new Uint8Array(0)
  for (;;) {
    const more = yield -(inputRoom - rest.length)
    decoder.takeInput(rest, 0)
    decoder.takeInput(more, rest.length)
    kernel.moveInput(start)
    const end = start + rest.length + more.length
    // Of the last bytes only, a step may need all.
    const last = more.length === 0 ? end - 1 : end - longestStep
    const before = decoder.unpacked()
    const result = decoder.decode(size === unknownSize ? 2 ** 53 : size - unpacked, last)
    unpacked += decoder.unpacked() - before
    if (result === 'ended' || result === 'done') return 'done'
    if (result === 'full' || result === 'corrupt') return result
    if (more.length === 0) return 'cut'
    rest = Uint8Array.from(new Uint8Array(kernel.memory.buffer, kernel.inputAt.value, end - kernel.inputAt.value))
  }
}
