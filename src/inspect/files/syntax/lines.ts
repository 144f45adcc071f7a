import type { Spot } from './spot.js'

/** The lines of a text without their line ends (LF or CRLF), with their places. */
export function* linesOf(text: string): Generator<Spot> {
  let start = 0
  while (start < text.length) {
    let next = text.indexOf('\n', start)
    if (next < 0) next = text.length
    const end = next > start && text[next - 1] === '\r' ? next - 1 : next
    yield { value: text.slice(start, end), start, end }
    start = next + 1
  }
}

/** The words of a line that white space divides, with their places in the whole text. */
export function wordsOf(line: Spot): Spot[] {
  const words: Spot[] = []
  for (const match of line.value.matchAll(/[^ \t\r\n\v\f]+/g)) {
    words.push({ value: match[0], start: line.start + match.index, end: line.start + match.index + match[0].length })
  }
  return words
}

/** The parts of a line between one-byte separators, with their places; a backslash before a byte takes it as it is, if `escapes`. */
export function fieldsOf(line: Spot, separator: string, escapes = false): Spot[] {
  const fields: Spot[] = []
  let value = ''
  let start = 0
  for (let at = 0; at <= line.value.length; at++) {
    const char = line.value[at]
    if (char === undefined || char === separator) {
      fields.push({ value, start: line.start + start, end: line.start + at })
      value = ''
      start = at + 1
    } else if (escapes && char === '\\' && at + 1 < line.value.length) value += line.value[++at]
    else value += char
  }
  return fields
}
