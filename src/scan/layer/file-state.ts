import type { LocatedCandidate } from '../../findings/candidate.js'
import type { Unwrapper } from '../../unwrap/inside.js'
import type { Place } from '../../unwrap/text/place-counter.js'
import type { WholeWrapping, WrappedFile } from '../../unwrap/wrappings.js'

/** Looks at one file at a time: a file of the layer (depth 0), or one inside the file of the level above. */
export type FileLevel = {
  /** `at`: where the file stands in a text around it, if it is no file of its own. */
  start(file: WrappedFile, via: readonly string[], at?: Place): void
  push(bytes: Uint8Array): void
  /** Gives the `contentDigests` of a file of the layer in which something was found, if it was small enough to be held. */
  end(): string[] | undefined
  /** A limit was reached further out: looks at what has come so far, and opens nothing. */
  abandon(): void
}

/** One file on its way through a level. */
export type FileState = {
  file: WrappedFile
  via: readonly string[]
  length: number
  /** What the nest held when the file began: what is found later stands inside it. */
  foundBefore: number
  /** Whether its first bytes have told what it is. */
  isKnown: boolean
  /** Whether something opens it. */
  isOpened: boolean
  /** Where it stands in the text around it, if it is no file of its own. */
  at?: Place
  whole?: WholeWrapping | undefined
  unwrapper?: Unwrapper | undefined
  /** Its part of `Nest.heldBytes`. */
  counted: number
  /** Of a file that came in one piece. */
  piece?: { bytes: Buffer; found: LocatedCandidate[] }
  /** Set once all of the file has been looked at. */
  own?: LocatedCandidate[]
  digests?: string[]
}

/** A stored entry of an archive stands in the archive's own bytes as well: what is told by one place is not told by the other. */
export function withoutRepeats(some: LocatedCandidate[], told: readonly LocatedCandidate[]): LocatedCandidate[] {
  if (told.length === 0 || some.length === 0) return some
  const secrets = new Set(told.map(({ secret }) => secret))
  return some.filter(({ secret }) => !secrets.has(secret))
}

/** What a signature decoded by itself is told by the wrapping that was opened round it, which tells the way in; unless its own format told it. */
export function withoutDecoded(own: LocatedCandidate[], inside: readonly LocatedCandidate[]): LocatedCandidate[] {
  if (inside.length === 0) return own
  const secrets = new Set(inside.map(({ secret }) => secret))
  return own.filter(
    ({ secret, start, end, via, key }) => via || key || end - start === secret.length || !secrets.has(secret),
  )
}
