/** A piece of source text: a bare word, a string literal (range without its quotes), a mark of punctuation, or a line end. */
export type Token = { kind: 'word' | 'string' | 'mark' | 'line'; value: string; start: number; end: number }

/** What a language's strings and comments look like. */
export type Lexicon = {
  lineComments: readonly string[]
  /** Whether comments run from slash-star to star-slash. */
  blockComments: boolean
  /** Quotes whose strings know no escapes (a doubled or escaped quote aside). */
  literalQuotes: string
  /** Three quotes open a string that may run over lines. */
  tripleQuotes: boolean
  /** A string in plain quotes may run over lines too. */
  longStrings: boolean
  /** The operator of a heredoc, if there is one: `<<` or `<<<`. */
  heredoc?: string
}

/** Reads tokens one by one in linear time; a string or comment that is not closed runs to the end of its line or text. */
export function* tokensOf(text: string, lexicon: Lexicon): Generator<Token> {
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    const comment = commentEnd(text, at, lexicon)
    if (comment > at) at = comment
    else if (char === '\n') yield { kind: 'line', value: char, start: at, end: ++at }
    else if (char === '"' || char === "'") {
      const string = stringAt(text, at, lexicon)
      yield string.token
      at = string.next
    } else if (lexicon.heredoc !== undefined && text.startsWith(lexicon.heredoc, at)) {
      const string = heredocAt(text, at, lexicon.heredoc)
      if (string === undefined) at += lexicon.heredoc.length
      else {
        yield string.token
        at = string.next
      }
    } else if (isWord(char)) {
      const start = at
      while (at < text.length && isWord(text[at]!)) at++
      yield { kind: 'word', value: text.slice(start, at), start, end: at }
    } else if (char.charCodeAt(0) > 32) {
      const length = /^(?:=>|==|!=|<=|>=|->|:=)/.test(text.slice(at, at + 2)) ? 2 : 1
      yield { kind: 'mark', value: text.slice(at, at + length), start: at, end: at + length }
      at += length
    } else at++
  }
}

function isWord(char: string): boolean {
  const code = char.charCodeAt(0)
  const letter = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  return letter || char === '_' || char === '.' || char === '-' || char === '$' || code >= 128
}

function commentEnd(text: string, at: number, lexicon: Lexicon): number {
  if (lexicon.blockComments && text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2)
    return end < 0 ? text.length : end + 2
  }
  if (!lexicon.lineComments.some((mark) => text.startsWith(mark, at))) return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

type Read = { token: Token; next: number }

function stringAt(text: string, at: number, lexicon: Lexicon): Read {
  const quote = text[at]!
  const fence = lexicon.tripleQuotes && text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote
  const escapes = !lexicon.literalQuotes.includes(quote)
  const start = at + fence.length
  let end = start
  const long = lexicon.longStrings || fence.length > 1
  while (end < text.length && !text.startsWith(fence, end)) {
    if (text[end] === '\\' && (escapes || text[end + 1] === quote)) end++
    else if (text[end] === '\n' && !long) break
    end++
  }
  end = Math.min(end, text.length)
  const raw = text.slice(start, end)
  const value = raw.includes('\\') ? unescaped(raw, escapes) : raw
  return { token: { kind: 'string', value, start, end }, next: text.startsWith(fence, end) ? end + fence.length : end }
}

const NAMED: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\n': '' }

function unescaped(raw: string, escapes: boolean): string {
  if (!escapes) return raw.replace(/\\(['"\\])/g, '$1')
  return raw.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_whole, hex?: string, code?: string, char?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (code !== undefined)
        return Buffer.from(String.fromCharCode(Number.parseInt(code, 16)), 'utf8').toString('latin1')
      return NAMED[char!] ?? char!
    },
  )
}

function heredocAt(text: string, at: number, operator: string): Read | undefined {
  const head = /^[-~]?[ \t]*(['"]?)([A-Za-z_][A-Za-z0-9_]{0,63})\1[ \t]*\r?\n/.exec(
    text.slice(at + operator.length, at + operator.length + 128),
  )
  if (head === null) return undefined
  const start = at + operator.length + head[0].length
  let line = start
  while (line < text.length) {
    let next = text.indexOf('\n', line)
    if (next < 0) next = text.length
    const trimmed = text.slice(line, Math.min(next, line + 256)).trim()
    if (trimmed === head[2] || trimmed === `${head[2]};`) {
      const end = line > start ? line - 1 : start
      return { token: { kind: 'string', value: text.slice(start, end), start, end }, next: next }
    }
    line = next + 1
  }
  return { token: { kind: 'string', value: text.slice(start), start, end: text.length }, next: text.length }
}
