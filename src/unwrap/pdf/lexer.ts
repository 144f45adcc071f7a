import { type PdfDictionary, type PdfValue, wordOf } from './values.js'

/** Reads the objects of a text one after the other; `at` is where the next one begins. */
export type PdfLexer = {
  /** Undefined at the end, also where a string, list or dictionary is not closed. A lone `]` or `>>` is a word. */
  next(): PdfValue | undefined
  at(): number
  skipTo(at: number): void
}

const deepest = 64
const blank = /[\0\t\n\f\r ]/
const endsWord = /[\0\t\n\f\r ()<>[\]{}/%]/g

export function createPdfLexer(text: string, from = 0): PdfLexer {
  let at = from

  function skipBlanks(): void {
    for (; at < text.length; at++) {
      if (text[at] === '%') {
        while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
      } else if (!blank.test(text[at]!)) return
    }
  }

  function word(): string {
    const start = at
    endsWord.lastIndex = at
    at = endsWord.exec(text)?.index ?? text.length
    return text.slice(start, at)
  }

  function until(mark: string, depth: number): PdfValue[] | undefined {
    const values: PdfValue[] = []
    for (;;) {
      const value = read(depth + 1)
      if (value === undefined) return undefined
      const closing = wordOf(value)
      if (closing === mark) return values
      if (closing === 'R' && reference(values)) continue
      values.push(value)
    }
  }

  function read(depth: number): PdfValue | undefined {
    skipBlanks()
    if (at >= text.length || depth > deepest) return undefined
    const first = text[at]!
    if (first === '(') return literal()
    if (first === '/') {
      at++
      return { name: word().replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) }
    }
    if (first === '<' && text[at + 1] !== '<') return hexadecimal()
    if (first === '<') {
      at += 2
      const values = until('>>', depth)
      return values && dictionaryOf(values)
    }
    if (first === '[') {
      at++
      return until(']', depth)
    }
    if (first === '>' && text[at + 1] === '>') {
      at += 2
      return { word: '>>' }
    }
    if (/[\])>{}]/.test(first)) {
      at++
      return { word: first }
    }
    const plain = word()
    return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : { word: plain }
  }

  function literal(): PdfValue | undefined {
    let open = 0
    const start = ++at
    for (; at < text.length; at++) {
      const character = text[at]!
      if (character === '\\') at++
      else if (character === '(') open++
      else if (character === ')' && open-- === 0) return { text: withoutEscapes(text.slice(start, at++)) }
    }
    return undefined
  }

  function hexadecimal(): PdfValue | undefined {
    const end = text.indexOf('>', at)
    if (end === -1) return undefined
    const digits = text.slice(at + 1, end).replace(/[^0-9a-fA-F]/g, '')
    at = end + 1
    return { text: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1') }
  }

  return {
    next: () => read(0),
    at: () => at,
    skipTo(to) {
      at = to
    },
  }
}

/** `12 0 R`: two numbers become a reference. */
function reference(values: PdfValue[]): boolean {
  const [object, generation] = values.slice(-2)
  if (typeof object !== 'number' || typeof generation !== 'number') return false
  values.splice(-2, 2, { object })
  return true
}

function dictionaryOf(values: PdfValue[]): PdfDictionary {
  const dictionary: PdfDictionary = new Map()
  for (let i = 0; i + 1 < values.length; i += 2) {
    const key = values[i]!
    if (typeof key === 'object' && 'name' in key) dictionary.set(key.name, values[i + 1]!)
  }
  return dictionary
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Section 7.3.4.2; a backslash at a line's end joins it to the next. */
function withoutEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\(?:([0-7]{1,3})|(\r\n|[\s\S])|$)/g, (_, octal?: string, one?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    return one === undefined || /^[\r\n]/.test(one) ? '' : (escapes[one] ?? one)
  })
}
