import { linesOf } from './lines.js'
import { type Entry, MAX_ENTRIES, trimSpot, unquoteSpot } from './spot.js'

type IniOptions = {
  /** Characters of which the first one divides key and value; `=` if not said. */
  separators?: string
  /** Characters that begin a comment line; `#;` if not said. */
  comments?: string
  /** An indented line continues the value before it (Python's configparser): it becomes an entry of the same path. */
  continued?: boolean
  /** A comment character after white space ends an unquoted value. */
  inlineComments?: boolean
}

/**
 * Values of an INI file: sections in brackets, one key and value a line. Every entry's path is `[section, key]`; the section is empty
 * before the first bracket. A line without separator is left out. Quotes round a value are taken off.
 */
export function readIni(text: string, options: IniOptions = {}): Entry[] {
  const { separators = '=', comments = '#;', continued = false, inlineComments = false } = options
  const entries: Entry[] = []
  let section = ''
  let key: string | undefined
  for (const line of linesOf(text)) {
    if (entries.length >= MAX_ENTRIES) break
    const spot = trimSpot(text, line.start, line.end)
    const first = spot.value[0]
    if (first === undefined || comments.includes(first)) continue
    if (first === '[' && spot.value.endsWith(']')) {
      section = spot.value.slice(1, -1).trim()
      key = undefined
      continue
    }
    if (continued && key !== undefined && spot.start > line.start) {
      entries.push({ path: [section, key], ...unquoteSpot(spot) })
      continue
    }
    const divide = firstOf(spot.value, separators)
    if (divide <= 0) continue
    key = spot.value.slice(0, divide).trim()
    const end = inlineComments ? commentStart(text, spot.start + divide + 1, spot.end, comments) : spot.end
    entries.push({ path: [section, key], ...unquoteSpot(trimSpot(text, spot.start + divide + 1, end)) })
  }
  return entries
}

function firstOf(value: string, separators: string): number {
  for (let at = 0; at < value.length; at++) if (separators.includes(value[at]!)) return at
  return -1
}

function commentStart(text: string, start: number, end: number, comments: string): number {
  let quote = ''
  for (let at = start; at < end; at++) {
    const char = text[at]!
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (comments.includes(char) && text.charCodeAt(at - 1) <= 32) return at
  }
  return end
}
