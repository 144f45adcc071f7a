import type { Candidate } from '../findings/candidate.js'
import type { ScannedText } from './match/scanned-text.js'

/**
 * Looks at a place of a file's text where one of the detector's marks stands (`DetectorOptions.marks`), and says what is there; undefined if
 * nothing. It may read 16 KiB before and behind the place, no more, and it must not depend on how the bytes were cut: places come in
 * their order, each once. Offsets of candidates refer to `text.bytes`.
 */
export type Look = (text: ScannedText, at: number) => Looked | undefined

export type Looked = {
  candidates: Candidate[]
  /** How many bytes it read to tell; what a file may cost is limited. */
  work: number
}
