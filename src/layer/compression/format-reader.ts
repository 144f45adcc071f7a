import type { OutputMeter } from './output-meter.js'

/** Why inflating stopped before the end. Never holds any of the data. */
export type InflateError = { code: 'corrupt' | 'truncated' | 'limit'; message: string }

/** Reads one compression format. `write` is never called before the last one's promise is settled, and neither rejects on bad data. */
export type FormatReader = {
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<InflateError | undefined>
}

/** What a format reader gets: where output goes, and where the bytes go that are in no member (or could not be read as one). */
export type FormatContext = {
  meter: OutputMeter
  onUnused: (bytes: Uint8Array, kind: 'skipped' | 'trailing') => void
  /** Inflate in the calling thread, where that can be done. */
  inThread?: boolean | undefined
  /** Awaited now and then by readers that bring much from few bytes in the calling thread: the time to use what came out. */
  onTurn?: (() => Promise<void>) | undefined
}

/** An error of zlib (or of a zstd decoder) as ours. Messages of Node's zlib are fixed texts. */
export function inflateErrorOf(error: unknown): InflateError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return { code: 'truncated', message: 'the compressed data ends too early' }
  const message =
    error instanceof Error && typeof code === 'string' ? `the compressed data is broken (${error.message})` : undefined
  return { code: 'corrupt', message: message ?? 'the compressed data is broken' }
}
