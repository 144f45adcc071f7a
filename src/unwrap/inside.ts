import type { UnwrapMeter } from './meter.js'
import type { Place } from './text/place-counter.js'

/** A file inside a wrapping. Both are byte strings. */
export type InnerFile = {
  /** How a finding's `via` names it, e.g. `zip:conf/app.env`. */
  step: string
  /** The path by which its format is known, without a leading slash. */
  path: string
  /** In bytes; only where it is sure. */
  size?: number
  /** Where it stands in the text around it, if it is no file of its own: places inside are told as this one. */
  at?: Place
}

/** `limit`: a named limit cut something off. `unopened`: malformed, encrypted, or of a kind that is not opened. */
export type WrappingGap = { kind: 'limit' | 'unopened'; reason: string }

/**
 * Where the content of a wrapping goes: one file after the other, each `start`, any number of `push`, `end`. Nothing of it is kept or
 * written anywhere. What throws here (a `LimitReached`) must pass through.
 */
export type Inside = {
  start(file: InnerFile): void
  /** The bytes are used before `push` returns. */
  push(bytes: Uint8Array): void
  end(): void
  gap(gap: WrappingGap): void
  /** So many more bytes are held until the wrapping is done. Gives the reason, in words, if that is too much. */
  hold(bytes: number): string | undefined
  meter: UnwrapMeter
}

/** What a decoder needs of it. */
export type DecoderSink = Pick<Inside, 'push' | 'hold'> & { meter: Pick<UnwrapMeter, 'addWork'> }

/** One wrapping whose bytes come in pieces of any size. Never throws on bad input: what it could not read becomes a gap. */
export type Unwrapper = {
  push(bytes: Uint8Array): void
  end(): void
  /** No `end` will come: gives back what it holds. */
  drop?(): void
}

/** Hands out one file whose bytes are there at once. */
export function handOut(out: Inside, file: Omit<InnerFile, 'size'>, bytes: Uint8Array): void {
  out.start({ ...file, size: bytes.length })
  if (bytes.length > 0) out.push(bytes)
  out.end()
}
