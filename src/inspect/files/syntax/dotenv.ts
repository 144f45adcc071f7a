import { linesOf } from './lines.js'
import { type Entry, MAX_ENTRIES } from './spot.js'

const HEAD = /(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]{0,255})(?:[ \t]*=[ \t]*|:[ \t]+)/y
const COMMENTED = /^[ \t]*#[# \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]{0,255})=(["']?)([^\s"'#]+)\2[ \t]*\r?$/

/**
 * Values of a dotenv file: `KEY=value` (or `KEY: value`) lines with an optional `export`; single, double and back quotes, which may run over lines; `\n` and
 * the like in double quotes; a `#` after white space ends an unquoted value. Interpolations stay as they are written. Every entry's path is
 * `[key]`. Source: the README of `dotenv`, "What rules does the parsing engine follow?".
 */
export function readDotenv(text: string): Entry[] {
  const entries: Entry[] = []
  let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0
  while (at < text.length && entries.length < MAX_ENTRIES) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++
    HEAD.lastIndex = at
    const head = HEAD.exec(text)
    let lineEnd = text.indexOf('\n', at)
    if (lineEnd < 0) lineEnd = text.length
    if (head === null || HEAD.lastIndex > lineEnd) {
      at = lineEnd + 1
      continue
    }
    const start = HEAD.lastIndex
    const quote = text[start]
    const close = quote === '"' || quote === "'" || quote === '`' ? closeOf(text, start + 1, quote) : -1
    if (close >= 0) {
      const raw = text.slice(start + 1, close)
      entries.push({ path: [head[1]!], value: quote === '"' ? unescaped(raw) : raw, start: start + 1, end: close })
      lineEnd = text.indexOf('\n', close)
      at = lineEnd < 0 ? text.length : lineEnd + 1
    } else {
      entries.push({ path: [head[1]!], ...bareValue(text, start, lineEnd) })
      at = lineEnd + 1
    }
  }
  return entries
}

/** Settings that were commented out, `#KEY=value`: prose has blanks where these have none. The same shape as `readDotenv`'s. */
export function readCommented(text: string): Entry[] {
  const entries: Entry[] = []
  for (const line of linesOf(text)) {
    if (entries.length >= MAX_ENTRIES) break
    if (line.value.length > MAX_COMMENTED || !line.value.trimStart().startsWith('#')) continue
    const match = COMMENTED.exec(line.value)
    if (match === null) continue
    const start = line.start + line.value.lastIndexOf(match[3]!)
    entries.push({ path: [match[1]!], value: match[3]!, start, end: start + match[3]!.length })
  }
  return entries
}

/** Longest line in which a setting that was commented out is looked for, in bytes. */
export const MAX_COMMENTED = 4_096

/** How far a quoted value may run, in bytes: an unmatched quote must not swallow the file, nor be sought through it again and again. */
export const MAX_QUOTED = 16_384

function closeOf(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + MAX_QUOTED)
  for (let at = start; at < limit; at++) {
    if (text[at] === '\\' && quote === '"') at++
    else if (text[at] === quote) return at
  }
  return -1
}

function bareValue(text: string, start: number, lineEnd: number): { value: string; start: number; end: number } {
  let end = start
  while (end < lineEnd && !(text[end] === '#' && (end === start || text.charCodeAt(end - 1) <= 32))) end++
  while (end > start && text.charCodeAt(end - 1) <= 32) end--
  return { value: text.slice(start, end), start, end }
}

const NAMED: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

function unescaped(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\([\s\S])/g, (_whole, char: string) => NAMED[char] ?? char) : raw
}
