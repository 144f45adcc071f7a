import type { Severity } from '../../findings/finding.js'

/** What a check may look at. */
export type CheckInput = {
  /** The raw value, as it stands; a byte string. */
  value: string
  /** What stands behind the colon of a check's name, e.g. `4` in `crc32:4`. */
  argument: string
  /** Seconds since 1970, at the time of the scan. */
  now: number
}

/**
 * What a check says of a value. `proven`: a structure is there that no other text has. `doubtful`: the structure is not
 * as it should be. `neutral`: no word on that. `rejected`: this is no secret at all.
 */
export type CheckResult = {
  verdict: 'proven' | 'neutral' | 'doubtful' | 'rejected'
  /** For the report; never holds a part of the secret. */
  reason?: string
  severity?: Severity
  /** The canonical secret, where it is not the value as it stands. */
  secret?: string
  /** See `Candidate.identity`. */
  identity?: string
  /** Id of the signature that fits better, if the table has it. */
  signature?: string
}

/** A check never throws. */
export type Check = (input: CheckInput) => CheckResult
