import type { Candidate, LocatedCandidate } from '../findings/candidate.js'
import type { Look } from './look.js'

/**
 * Finds every signature that has a pattern. Made once per process from the signature table; holds no state of a scan.
 */
export type Detector = {
  /**
   * All candidates in one text that is held in memory (a variable's value, a history row, a config string), in order of
   * their start.
   */
  inText(text: string): Candidate[]
  /**
   * Starts on one file whose bytes come in pieces. One at a time per stream; `end` makes it ready for the next file. `look` is called at
   * every mark, and what it finds stands among the candidates.
   */
  openStream(look?: Look): DetectorStream
}

export type DetectorStream = {
  /**
   * Where the next file stands, relative to the image's root; a byte string. For the rules that ask; without it they
   * are not tried.
   */
  at?(path: string): void
  /** The bytes are read before `push` returns; the caller may reuse the buffer afterwards. */
  push(bytes: Uint8Array): void
  /** The file's candidates, in order of their start, with line and column; independent of how the bytes were cut. */
  end(): LocatedCandidate[]
  /**
   * Instead of `push` and `end`, where a file's bytes are there at once: the same result, and the bytes are not copied.
   */
  whole(bytes: Uint8Array): LocatedCandidate[]
  /**
   * How many candidates, or attempts to match one, of the last file that ended were given up because a limit was
   * reached. Anything but 0 is a gap of kind `limit`.
   */
  readonly dropped: number
  /**
   * Where the runs of 40 and more characters of base64 start in the last file that ended, as offsets, in order. All of them if the file has
   * at most 16 MiB.
   */
  readonly longRuns: readonly number[]
}
