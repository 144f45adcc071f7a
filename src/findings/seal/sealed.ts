import type { Candidate } from '../candidate.js'

/**
 * What is kept of a secret once its text has been looked at. Nothing in it gives the value away to those who do not know the keys
 * that it was sealed with; `SECURITY.md` says what a thief of the keys could try.
 */
export type SealedSecret = {
  /** Equal for equal secrets that were sealed with the same key, and for no others. */
  identity: string
  /** As a report shows it. */
  masked: string
  /** A bucket of bytes, e.g. `17-32`. */
  length: string
  /** What the finding's id is made of; see `finding-id.ts`. */
  id: IdMaterial
  /** When it expires, in seconds since 1970, if it tells that and still is valid: from then on another scan would judge it otherwise. */
  expires?: number
  /** The secret itself, a Unicode string; only where the user wants to see it. */
  value?: string
}

/** `digest`: of a secret that nobody can guess, or under the user's own key. `eightBits`: two hex digits of a slow hash of any other. */
export type IdMaterial = { digest: string } | { eightBits: string }

/** A candidate without its secret. */
export type SealedCandidate = Pick<Candidate, 'signature' | 'key' | 'confidence' | 'severity' | 'reasons' | 'via'> & {
  secret: SealedSecret
  /** Everybody can read the key in some public package. */
  isPublished?: true
}
