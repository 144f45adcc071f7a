import type { CompiledPattern, CompiledSignature } from '../../signatures/table.js'
import { shortestRun } from '../prefilter/token-runs.js'

/**
 * How the search comes upon a pattern: by a literal of its own, by a run of token characters with a word near it, by a
 * rare word with the value right behind it, or not at all (its words are too common to look for; variables and files
 * are read by name elsewhere).
 */
export type PatternEntry =
  | { kind: 'anchor'; anchors: CompiledPattern['anchors'] }
  | { kind: 'run' }
  | { kind: 'word'; words: string[] }

/** Shorter words stand everywhere. */
const shortestRareWord = 5

const commonWords = new Set(
  `account admin access apikey api_key api-key application appid app_id authorization bearer client client_id client_secret config connect credential
  credentials database default email identity login number object password passwd passphrase phone private private_key project public secret secret_key
  server service session source string table token tokens username users value version address access_key access_token box_subject`
    .trim()
    .split(/\s+/),
)

/** Chooses the way in for one pattern. */
export function entryOf(signature: CompiledSignature, pattern: CompiledPattern): PatternEntry {
  if (pattern.anchors.length > 0) return { kind: 'anchor', anchors: pattern.anchors }
  if (pattern.minLength >= shortestRun && mixesLettersAndDigits(pattern)) return { kind: 'run' }
  const words = signature.near?.words ?? []
  return { kind: 'word', words: words.filter((word) => word.length >= shortestRareWord && !commonWords.has(word)) }
}

/** Whether a value has letters and digits, judged by the classes that its template names. */
function mixesLettersAndDigits(pattern: CompiledPattern): boolean {
  const classes = [...pattern.template.matchAll(/\{(\[[^\]]*\]|[A-Za-z0-9]+)/g)].map((match) => match[1]!)
  const digits = classes.some((name) => /^\[.*(0-9|2-7|1-9)/.test(name) || mixed.has(name) || name === 'digits')
  const letters = classes.some(
    (name) => /^\[.*[A-Za-z]-/.test(name) || mixed.has(name) || /^(lower|upper|alpha)$/.test(name),
  )
  return digits && letters
}

const mixed = new Set('hex HEX hexi base36 BASE36 base62 base32 base64 base64url word any uuid jwt crc32'.split(' '))
