import { isReference } from '../../detect/values/reference.js'
import type { Candidate } from '../../findings/candidate.js'

/** Whether a literal may be a poor password, where only its place tells that it is one: no blanks, nothing that is put in later. */
export function mayBeWeakPassword(value: string): boolean {
  return /^[\x21-\x7e]{4,64}$/.test(value) && !/^[$@:{<[%*#.]|[{}<>]|%[sd]/.test(value) && !isReference(value)
}

/** The candidate as one that nobody would miss: `low` and `possible`. */
export function asWeak(found: Candidate): Candidate {
  return { ...found, severity: 'low', confidence: 'possible' }
}
