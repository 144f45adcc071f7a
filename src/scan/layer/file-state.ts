import { createHash } from 'node:crypto'
import type { LocatedCandidate } from '../../findings/candidate.js'
import type { Unwrapper } from '../../unwrap/inside.js'
import type { WholeWrapping, WrappedFile } from '../../unwrap/wrappings.js'

/** One file on its way through a level. */
export type FileState = {
  file: WrappedFile
  via: readonly string[]
  length: number
  /** What the nest held when the file began: what is found later stands inside it. */
  foundBefore: number
  /** Whether its first bytes have told what it is. */
  isKnown: boolean
  whole?: WholeWrapping | undefined
  unwrapper?: Unwrapper | undefined
  /** Its part of `Nest.heldBytes`. */
  counted: number
  /** Of a file that came in one piece. */
  piece?: { bytes: Buffer; found: LocatedCandidate[] }
  /** Set once all of the file has been looked at. */
  own?: LocatedCandidate[]
  md5?: string | undefined
}

/** A stored entry of an archive stands in the archive's own bytes as well: told once, by its place inside. */
export function withoutRepeats(own: LocatedCandidate[], inside: readonly LocatedCandidate[]): LocatedCandidate[] {
  if (inside.length === 0 || own.length === 0) return own
  const secrets = new Set(inside.map(({ secret }) => secret))
  return own.filter(({ secret }) => !secrets.has(secret))
}

/** In hex. Undefined where a policy (FIPS) forbids MD5: then no file counts as unchanged. */
export function md5Of(bytes: Uint8Array): string | undefined {
  try {
    return createHash('md5').update(bytes).digest('hex')
  } catch {
    return undefined
  }
}
