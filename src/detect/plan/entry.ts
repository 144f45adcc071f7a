import type { CompiledPattern, CompiledSignature } from '../../signatures/table.js'
import { timesPerMegabyte } from '../../signatures/template/pattern/key-times.js'
import { other, tokenKinds } from '../prefilter/token-kinds.js'
import { shortestRun } from '../prefilter/token-runs.js'
import { valueAlphabet } from './value-alphabet.js'

/**
 * How the search comes upon a pattern: by a literal of its own, by a run of token characters with a word near it, by a
 * rare word with the value right behind it, or not at all (its words are too common to look for; variables and files
 * are read by name elsewhere). A value with signs in it may hold no run of sixteen: it is found by its words as well.
 */
export type PatternEntry =
  | { kind: 'anchor'; anchors: CompiledPattern['anchors'] }
  | { kind: 'run'; words: string[] }
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
  const words = (signature.near?.words ?? []).filter((word) => partsOf(word).some(isRare))
  if (pattern.minLength < shortestRun || !mixesLettersAndDigits(pattern)) return { kind: 'word', words }
  return { kind: 'run', words: holdsSigns(pattern) ? words : [] }
}

/** Rare enough in names, but not in code and its comments: looked for together with the part before or behind it. */
const usualWords = new Set(
  `authentication discovery google identified native networks production recovery release segment signature specific static tenant`
    .trim()
    .split(/\s+/),
)

/** What may stand between the parts of a name. */
const joints = ['_', '-', '', '.', ' ']

/** What is looked for of a word's spelling, whatever stands between the parts: `debounce` of `debounce_token`. */
export function lookedForOf(word: string): string[] {
  const parts = partsOf(word)
  const [rarest] = parts.filter(isRare).sort((a, b) => timesOf(a) - timesOf(b) || b.length - a.length)
  if (rarest === undefined) return []
  if (!usualWords.has(rarest) || parts.length === 1) return [rarest]
  const at = Math.min(parts.indexOf(rarest), parts.length - 2)
  return joints.map((joint) => `${parts[at]}${joint}${parts[at + 1]}`)
}

/** How often the rarest four bytes of a part stand in a megabyte of text. */
function timesOf(part: string): number {
  if (usualWords.has(part)) return Number.POSITIVE_INFINITY
  let lowest = Number.POSITIVE_INFINITY
  for (let at = 0; at + 4 <= part.length; at++) lowest = Math.min(lowest, timesPerMegabyte(part.slice(at, at + 4)))
  return lowest
}

function partsOf(word: string): string[] {
  return commonWords.has(word) ? [] : word.split(/[^a-z0-9\x80-\xff]+/)
}

function isRare(part: string): boolean {
  return part.length >= shortestRareWord && !commonWords.has(part)
}

/** Whether a value may hold what is no token character. Padding is no such sign: it stands at the end. */
function holdsSigns({ regex }: CompiledPattern): boolean {
  const alphabet = valueAlphabet(regex)
  for (let byte = 0x21; byte < 0x7f; byte++) {
    if (alphabet[byte] === 1 && tokenKinds[byte] === other && byte !== padding) return true
  }
  return false
}

const padding = 0x3d

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
