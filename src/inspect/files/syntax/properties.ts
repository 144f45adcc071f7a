import { linesOf } from './lines.js'
import { type Entry, MAX_ENTRIES } from './spot.js'

/**
 * Values of a Java properties file: key and value divided by `=`, `:` or white space, backslash escapes, lines that a backslash at their
 * end continues. Every entry's path is `[key]`. Source: the documentation of `java.util.Properties.load`.
 */
export function readProperties(text: string): Entry[] {
  const entries: Entry[] = []
  let open: { start: number; end: number } | undefined
  for (const line of linesOf(text)) {
    if (entries.length >= MAX_ENTRIES) break
    if (open === undefined && /^[ \t\f]*(?:[#!]|$)/.test(line.value)) continue
    open = { start: open?.start ?? line.start, end: line.end }
    if (continues(line.value) && line.end < text.length) continue
    entries.push(entryOf(text, open.start, open.end))
    open = undefined
  }
  if (open !== undefined) entries.push(entryOf(text, open.start, open.end))
  return entries
}

function continues(line: string): boolean {
  let count = 0
  while (line[line.length - 1 - count] === '\\') count++
  return count % 2 === 1
}

function entryOf(text: string, start: number, end: number): Entry {
  let at = start
  while (at < end && isBlank(text[at]!)) at++
  const keyStart = at
  while (at < end && !isBlank(text[at]!) && text[at] !== '=' && text[at] !== ':') at += text[at] === '\\' ? 2 : 1
  const keyEnd = Math.min(at, end)
  while (at < end && isBlank(text[at]!)) at++
  if (text[at] === '=' || text[at] === ':') at++
  while (at < end && isBlank(text[at]!)) at++
  const valueStart = Math.min(at, end)
  return {
    path: [unescaped(text.slice(keyStart, keyEnd))],
    value: unescaped(text.slice(valueStart, end)),
    start: valueStart,
    end,
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\f'
}

const NAMED: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|\r?\n[ \t\f]*|([\s\S]))/g, (_whole, code?: string, char?: string) => {
    if (code !== undefined)
      return Buffer.from(String.fromCharCode(Number.parseInt(code, 16)), 'utf8').toString('latin1')
    return char === undefined ? '' : (NAMED[char] ?? char)
  })
}
