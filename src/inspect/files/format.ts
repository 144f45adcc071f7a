import type { Candidate } from '../../findings/candidate.js'

/** One kind of file that holds credentials, read by its own grammar. */
export type CredentialFormat = {
  /** e.g. `npmrc`. */
  id: string
  /** Lower-case base names that lead here. */
  names?: readonly string[]
  /** Lower-case ends of a base name, each a dot and the last extension, e.g. `.tfstate`. */
  endings?: readonly string[]
  /** Byte strings with which the file begins; indexed by their first byte. */
  magics?: readonly string[]
  /**
   * Whether this is such a file. `path` is normalized, without a leading slash, a byte string; `head` holds the first bytes of the file
   * (up to 512).
   */
  matches(path: string, head: Uint8Array): boolean
  /** Largest file to parse, in bytes. A larger one is left to the detector, and the caller names it in the coverage. */
  limit: number
  /** Most files of this kind hold no credential, and what they assign to names is found anyway: a larger one is not named in the coverage. */
  isOptional: boolean
  /**
   * Takes the whole file as a byte string and returns candidates with byte offsets of the raw values. Never throws: of malformed input
   * it returns what could be read.
   */
  parse(text: string, path: string): Candidate[]
}
