import type { DecoderSink } from '../../inside.js'
import { growTo, type LzmaKernel, startKernel } from '../kernel/start-kernel.js'

/** The largest dictionary that is given memory, in bytes: that of `xz -9`. Memory is only taken as output comes. */
export const maxDictionaryBytes = 64 * 1024 * 1024
/** The longest input that the decoder takes at once, in bytes. */
export const inputRoom = 64 * 1024

/** Decodes LZMA piece by piece into a ring, and hands out what comes. */
export type LzmaDecoder = {
  kernel: LzmaKernel
  /** Forgets what came out. The next dictionary has so many bytes, at most `maxDictionaryBytes`. */
  begin(dictionaryBytes: number): void
  /** `lc`, `lp` and `pb` as one byte. False if there are none such, or they ask for more memory than any encoder does. */
  setProperties(byte: number): boolean
  resetState(): void
  /** Copies input to `kernel.input` + `at`. */
  takeInput(bytes: Uint8Array, at: number): void
  /** Decodes so many bytes from the input that ends, or may be read up to, `lastInput`. `hungry`: it is not enough. */
  decode(count: number, lastInput: number): 'done' | 'hungry' | 'ended' | 'corrupt' | 'full'
  /** Bytes that came out of all that was decoded. */
  unpacked(): number
  /** Takes bytes that stand uncompressed. */
  copy(bytes: Uint8Array): 'done' | 'full'
}

/** Gets the bytes that came out, and where they stand in the decoder's memory. */
type OnOutput = (bytes: Uint8Array, address: number) => void

const smallestRing = 256 * 1024
/** Output is handed out in pieces of at most so many bytes. */
const step = 128 * 1024
/** Distances do not reach the last bytes of the ring; and copying may go a bit too far. */
const slack = 16
/** A decoder with more memory is not kept. */
const largestKept = 16 * 1024 * 1024

const idle: LzmaKernel[] = []
const mostIdle = 3

/** Undefined where there is no WebAssembly. One that is never given back is the garbage collector's. */
export function borrowLzma(out: Pick<DecoderSink, 'hold'>, onOutput: OnOutput): LzmaDecoder | undefined {
  const kernel = idle.pop() ?? makeKernel()
  return kernel && createDecoder(kernel, out, onOutput)
}

/** Takes a decoder back, in whatever state. */
export function giveLzmaBack({ kernel }: LzmaDecoder): void {
  if (idle.length < mostIdle && kernel.memory.buffer.byteLength <= largestKept) idle.push(kernel)
}

function makeKernel(): LzmaKernel | undefined {
  const kernel = startKernel()
  kernel?.makeCrcTables()
  return kernel
}

function createDecoder(kernel: LzmaKernel, out: Pick<DecoderSink, 'hold'>, onOutput: OnOutput): LzmaDecoder {
  const ringStart = kernel.dictionary.value
  let size = 0
  let wanted = 0
  let literalBits = 0
  let unpacked = 0

  /** Makes room in the ring. False if there is no memory for it. */
  function hasRoom(): boolean {
    if (kernel.ringAt.value < size) return true
    if (size === wanted) {
      kernel.wrapRing()
      return true
    }
    const larger = Math.min(wanted, Math.max(smallestRing, 2 * size))
    if (out.hold(larger - size) !== undefined) return false
    size = larger
    growTo(kernel, ringStart + size + slack)
    kernel.setRing(size)
    return true
  }

  function handOut(from: number): void {
    const count = kernel.ringAt.value - from
    if (count > 0) onOutput(new Uint8Array(kernel.memory.buffer, ringStart + from, count), ringStart + from)
  }

  return {
    kernel,
    begin(dictionaryBytes) {
      wanted = Math.max(wanted, smallestRing, dictionaryBytes + slack)
      kernel.emptyRing()
      kernel.setRing(size)
    },
    setProperties(byte) {
      const lc = byte % 9
      const lp = Math.floor(byte / 9) % 5
      const pb = Math.floor(byte / 45)
      literalBits = lc + lp
      if (pb > 4 || literalBits > 4) return false
      kernel.setProperties(lc, lp, pb)
      return true
    },
    resetState: () => kernel.resetState(literalBits),
    takeInput(bytes, at) {
      new Uint8Array(kernel.memory.buffer, kernel.input.value + at, bytes.length).set(bytes)
    },
    decode(count, lastInput) {
      for (let left = count; left > 0; ) {
        if (!hasRoom()) return 'full'
        const from = kernel.ringAt.value
        const limit = Math.min(size, from + Math.min(left, step))
        const status = kernel.run(limit, lastInput)
        left -= kernel.ringAt.value - from
        unpacked += kernel.ringAt.value - from
        handOut(from)
        if (status !== 0) return status === kernel.sawEnd.value ? 'ended' : 'corrupt'
        if (kernel.ringAt.value < limit) return 'hungry'
      }
      return 'done'
    },
    unpacked: () => unpacked,
    copy(bytes) {
      for (let at = 0; at < bytes.length; ) {
        if (!hasRoom()) return 'full'
        const from = kernel.ringAt.value
        const part = bytes.subarray(at, at + size - from)
        new Uint8Array(kernel.memory.buffer, ringStart + from, part.length).set(part)
        kernel.skipRing(part.length)
        handOut(from)
        at += part.length
      }
      return 'done'
    },
  }
}
