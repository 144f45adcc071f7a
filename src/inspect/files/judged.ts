import type { Candidate } from '../../findings/candidate.js'
import { judgeVariable } from '../variables/judge.js'
import { judgeSecret } from '../variables/secret.js'
import type { Entry, Spot } from './syntax/spot.js'
import { keyOf } from './syntax/spot.js'

type SecretAs = {
  signature: string
  key?: string
  user?: string
  /** The wrappings round the value, if `spot.value` was decoded, e.g. `["base64"]`. */
  via?: string[]
  /** Words for the report on what raised or lowered confidence. */
  reason?: string
}

/** Judges a value that its format says is a secret; the candidates stand at the spot. */
export function secretAt(text: string, spot: Spot, as: SecretAs): Candidate[] {
  const { signature, key, user, via, reason } = as
  // A value that only repeats its own name is a placeholder: the last part of a key is that name.
  const name = key === undefined ? undefined : key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf(':')) + 1)
  const field = { signature, ...(name !== undefined && { key: name }), ...(user !== undefined && { user }) }
  return place(text, spot, judgeSecret(spot.value, field)).map((found) => ({
    ...found,
    ...(key !== undefined && { key }),
    ...(via && { via }),
    reasons: reason === undefined ? found.reasons : [...found.reasons, reason],
  }))
}

/** Judges a value by its name as any variable is; `key` is the name for the report where it is longer than the one to judge by. */
export function variableAt(text: string, name: string, spot: Spot, key = name): Candidate[] {
  return place(text, spot, judgeVariable(name, spot.value)).map((found) => ({ ...found, key }))
}

/** Judges every entry by its last key. */
export function variablesAt(text: string, entries: Iterable<Entry>): Candidate[] {
  const found: Candidate[] = []
  for (const entry of entries) found.push(...variableAt(text, keyOf(entry), entry, dotted(entry.path)))
  return found
}

/** The path as one name: its parts that are not empty, joined by dots. */
export function dotted(path: readonly string[]): string {
  return path.filter((part) => part !== '').join('.')
}

/** Offsets within the value become offsets within the text. Where the raw form differs from the value, all of it is meant. */
function place(text: string, spot: Spot, found: Candidate[]): Candidate[] {
  const literal = text.slice(spot.start, spot.end) === spot.value
  return found.map((one) => ({
    ...one,
    start: literal ? spot.start + one.start : spot.start,
    end: literal ? spot.start + one.end : spot.end,
  }))
}
