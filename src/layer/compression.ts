import { createBzip2Reader } from './compression/bzip2.js'
import { createFeeder, type Feeder } from './compression/feeder.js'
import type { FormatContext, FormatReader, InflateError } from './compression/format-reader.js'
import { createGzipReader } from './compression/gzip.js'
import { createOutputMeter, type OutputLimits } from './compression/output-meter.js'
import { type Compression, sniffCompression, sniffLength } from './compression/sniff.js'
import { createXzReader } from './compression/xz.js'
import { createZstdReader } from './compression/zstd/zstd.js'

/** Inflates one blob, whatever its compression. */
export type Inflater = {
  /** A returned promise is back-pressure. The bytes must stay as they are until it is settled, or if there is none, until `end`. */
  write(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<InflateEnding>
}

export type InflateEnding = {
  /** Where Node.js has no WebAssembly, the bytes of `bzip2` and `xz` were handed on as they are, with an error that says so. */
  compression: Compression
  bytesIn: number
  bytesOut: number
  /** What came before the break was handed on. */
  error?: InflateError
  /** Bytes after the last member, if they are not all zero. Not inflated; `onUnused` gets them. */
  trailing?: number
}

export type InflaterOptions = {
  /** Output to stop at. */
  maxOutputBytes?: number
  /** Output to stop at as a multiple of the input so far, once there are `ratioFromBytes` of output: the mark of a bomb. */
  maxRatio?: number
  ratioFromBytes?: number
  /** Gets the bytes of the blob that are in no member: trailing ones, skippable zstd frames, and what follows a break. */
  onUnused?: (bytes: Uint8Array) => void
  /** Called once, before any bytes: whether they will be other ones than those that are written. */
  onStart?: (isInflated: boolean) => void
  /** Use Node's own zstd decoder; by default where there is one. */
  nativeZstd?: boolean
  /** Inflate in the calling thread where that can be done: for whoever has other work for every core. All writes must be waited for. */
  inThread?: boolean | undefined
  /** Awaited now and then between pieces of output, for whoever collects it: bzip2 and xz may bring gigabytes from one write. */
  onTurn?: () => Promise<void>
}

/** A terabyte; and 250-fold beyond a gigabyte: layers compress three- to tenfold, and long runs of zeros are rarely most of one. */
export const defaultInflateLimits = { maxOutputBytes: 2 ** 40, maxRatio: 250, ratioFromBytes: 2 ** 30 } as const

/** `onBytes` gets the plain bytes, in order, in pieces of any size; what it throws comes out of `write` or `end`. Never throws on bad data. */
export function createInflater(onBytes: (bytes: Uint8Array) => void, options: InflaterOptions = {}): Inflater {
  const meter = createOutputMeter(onBytes, limitsOf(options))
  const trailing = { bytes: 0, zero: true }
  const onUnused: FormatContext['onUnused'] = (bytes, kind) => {
    if (kind === 'trailing') {
      trailing.bytes += bytes.length
      trailing.zero &&= bytes.every((byte) => byte === 0)
    }
    options.onUnused?.(bytes)
  }
  let compression: Compression | undefined
  let head: Buffer = Buffer.alloc(0)
  let feeder: Feeder | undefined

  function start(first: Buffer): Promise<void> | undefined {
    compression = sniffCompression(first)
    const { inThread, nativeZstd, onTurn } = options
    const reader = readerOf(compression, { meter, onUnused, inThread, onTurn }, nativeZstd)
    const runsHere = compression === 'bzip2' || compression === 'xz'
    feeder = reader && createFeeder(reader, meter, inThread || runsHere)
    options.onStart?.(feeder !== undefined)
    return pass(first)
  }

  function pass(bytes: Uint8Array): Promise<void> | undefined {
    if (feeder !== undefined) return feeder.write(bytes)
    if (bytes.length > 0) meter.take(bytes)
    if (meter.thrown) throw meter.thrown.error
    return undefined
  }

  return {
    write(bytes) {
      meter.addInput(bytes.length)
      if (compression !== undefined) return pass(bytes)
      head = Buffer.concat([head, bytes])
      return head.length < sniffLength ? undefined : start(head)
    },
    async end() {
      if (compression === undefined) await start(head)
      const error = feeder ? await feeder.end() : whyClosed(compression!)
      const { bytesIn, bytesOut, limit } = meter
      const stopped: InflateError | undefined = limit === undefined ? error : { code: 'limit', message: limit }
      const rest = trailing.zero || stopped?.code === 'corrupt' ? 0 : trailing.bytes
      return {
        compression: compression!,
        bytesIn,
        bytesOut,
        ...(stopped && { error: stopped }),
        ...(rest > 0 && { trailing: rest }),
      }
    },
  }
}

function whyClosed(compression: Compression): InflateError | undefined {
  if (compression === 'none') return undefined
  return { code: 'corrupt', message: `${compression} is not opened without WebAssembly` }
}

function limitsOf(options: InflaterOptions): OutputLimits {
  const { maxOutputBytes, maxRatio, ratioFromBytes } = defaultInflateLimits
  return {
    maxOutputBytes: options.maxOutputBytes ?? maxOutputBytes,
    maxRatio: options.maxRatio ?? maxRatio,
    ratioFromBytes: options.ratioFromBytes ?? ratioFromBytes,
  }
}

function readerOf(compression: Compression, context: FormatContext, nativeZstd?: boolean): FormatReader | undefined {
  if (compression === 'gzip') return createGzipReader(context)
  if (compression === 'zstd') return createZstdReader(context, nativeZstd)
  if (compression === 'bzip2') return createBzip2Reader(context)
  return compression === 'xz' ? createXzReader(context) : undefined
}
