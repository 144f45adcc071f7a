import type { DecoderSink } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { Outcome } from '../outcome.js'
import type { LzmaDecoder } from './lzma-decoder.js'

/** What a chunk costs beside its bytes, in units of work. */
const workPerChunk = 1024

/** What must come before a chunk of LZMA can. */
type Needs = { dictionary: boolean; properties: boolean; state: boolean }

/**
 * Reads LZMA2: chunks of LZMA or of plain bytes, each with its lengths (https://github.com/tukaani-project/xz/blob/master/src/liblzma/lzma/lzma2_decoder.c).
 * `dictionaryBytes`: as its filter's properties tell.
 */
export function* readLzma2(
  out: Pick<DecoderSink, 'meter'>,
  decoder: LzmaDecoder,
  dictionaryBytes: number,
): Reading<Outcome> {
  const needs: Needs = { dictionary: true, properties: true, state: true }
  for (;;) {
    const control = (yield 1)[0]
    if (control === undefined) return 'cut'
    if (control === 0) return 'done'
    out.meter.addWork(workPerChunk)
    if (control === 1 || control >= 0xe0) {
      decoder.begin(dictionaryBytes)
      Object.assign(needs, { dictionary: false, properties: true, state: true })
    } else if (needs.dictionary) return 'corrupt'
    const outcome = control >= 0x80 ? yield* readChunk(decoder, control, needs) : yield* readPlain(decoder, control)
    if (outcome !== 'done') return outcome
  }
}

function* readPlain(decoder: LzmaDecoder, control: number): Reading<Outcome> {
  if (control > 2) return 'corrupt'
  const lengths = yield 2
  if (lengths.length < 2) return 'cut'
  for (let left = lengths.readUInt16BE(0) + 1; left > 0; ) {
    const bytes = yield -left
    if (bytes.length === 0) return 'cut'
    left -= bytes.length
    if (decoder.copy(bytes) === 'full') return 'full'
  }
  return 'done'
}

function* readChunk(decoder: LzmaDecoder, control: number, needs: Needs): Reading<Outcome> {
  const lengths = yield 4
  if (lengths.length < 4) return 'cut'
  const count = ((control & 0x1f) << 16) + lengths.readUInt16BE(0) + 1
  const compressed = lengths.readUInt16BE(2) + 1
  if (control >= 0xc0) {
    const byte = (yield 1)[0]
    if (byte === undefined) return 'cut'
    if (!decoder.setProperties(byte)) return 'corrupt'
    needs.properties = false
  } else if (needs.properties) return 'corrupt'
  if (control >= 0xa0) {
    decoder.resetState()
    needs.state = false
  } else if (needs.state) return 'corrupt'
  const input = yield compressed
  // What there is of a chunk that is cut is decoded, too.
  const end = input.length < compressed ? 'cut' : 'corrupt'
  return input.length > 5 ? decodeChunk(decoder, input, count, end) : end
}

function decodeChunk(decoder: LzmaDecoder, input: Uint8Array, count: number, end: Outcome): Outcome {
  const { kernel } = decoder
  const start = kernel.input.value
  decoder.takeInput(input, 0)
  if (kernel.startRange(start) === 0) return 'corrupt'
  const result = decoder.decode(count, start + input.length)
  if (result === 'full') return 'full'
  if (result === 'hungry') return end
  return result === 'done' && kernel.remaining.value === 0 ? 'done' : 'corrupt'
}
