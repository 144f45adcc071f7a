import { createScanner } from 'jsonc-parser'
import { fromByteString, toByteString } from '../../../findings/byte-string.js'
import { type Entry, MAX_DEPTH, MAX_ENTRIES } from './spot.js'

/** The numbers of the scanner's `SyntaxKind`, a const enum that cannot be imported. */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  number: 11,
  end: 17,
} as const

type Frame = { object: boolean; key: string | undefined; awaitsValue: boolean; index: number }

/**
 * Strings and numbers of a JSON document, comments and missing or trailing commas allowed, with their paths (array positions as digits).
 * Reads tokens in a loop, so that nesting costs no stack; what stands deeper than `MAX_DEPTH` is passed over.
 */
export function readJson(text: string): Entry[] {
  const scanner = createScanner(text, true)
  const entries: Entry[] = []
  const frames: Frame[] = []
  let depth = 0
  for (let kind: number = scanner.scan(); kind !== TOKEN.end && entries.length < MAX_ENTRIES; kind = scanner.scan()) {
    if (kind === TOKEN.openBrace || kind === TOKEN.openBracket) {
      if (++depth <= MAX_DEPTH)
        frames.push({ object: kind === TOKEN.openBrace, key: undefined, awaitsValue: false, index: 0 })
      continue
    }
    if (kind === TOKEN.closeBrace || kind === TOKEN.closeBracket) {
      if (depth > 0 && depth-- <= MAX_DEPTH) frames.pop()
      continue
    }
    const frame = frames[frames.length - 1]
    if (depth > MAX_DEPTH || frame === undefined) continue
    if (kind === TOKEN.comma) {
      frame.key = undefined
      frame.awaitsValue = false
      frame.index++
    } else if (kind === TOKEN.colon) frame.awaitsValue = frame.key !== undefined
    else if (kind === TOKEN.string || kind === TOKEN.number) {
      const raw = rawOf(text, scanner.getTokenOffset(), scanner.getTokenLength())
      if (frame.object && !frame.awaitsValue) frame.key = raw.value
      else {
        entries.push({ path: pathOf(frames), ...raw })
        frame.awaitsValue = false
        if (frame.object) frame.key = undefined
      }
    }
  }
  return entries
}

function pathOf(frames: Frame[]): string[] {
  return frames.map((frame) => (frame.object ? (frame.key ?? '') : String(frame.index)))
}

function rawOf(text: string, offset: number, length: number): { value: string; start: number; end: number } {
  const quoted = text[offset] === '"'
  const start = offset + (quoted ? 1 : 0)
  const end = quoted && length > 1 && text[offset + length - 1] === '"' ? offset + length - 1 : offset + length
  const raw = text.slice(start, end)
  return { value: quoted && raw.includes('\\') ? unescaped(raw) : raw, start, end }
}

function unescaped(raw: string): string {
  try {
    return toByteString(String(JSON.parse(`"${fromByteString(raw)}"`)))
  } catch {
    return raw
  }
}
