/** How a place in a shell text is quoted; undefined where no variable can take the place of the text, or where that is not plain. */
export type Quoting = 'none' | 'double' | 'single' | 'heredoc' | undefined

/** Texts that mean themselves, by how they are quoted. */
const plain = {
  none: /^[\w@%+=:,./^\x80-\xff-]+$/,
  double: /^[^"\\$`!\n]+$/,
  single: /^[^'\n]+$/,
  heredoc: /^[^\\$`\n]+$/,
}

/** What stands for a text's value at a place that is quoted so. */
const written = {
  none: (name: string) => `"\${${name}}"`,
  double: (name: string) => `\${${name}}`,
  single: (name: string) => `'"\${${name}}"'`,
  heredoc: (name: string) => `\${${name}}`,
}

/** The variable as it is written in place of `text[start, end)` of a shell text, so that the command stays the same; undefined where it cannot be. */
export function variableAt(text: string, start: number, end: number, name: string): string | undefined {
  const quoting = quotingAt(text, start)
  return quoting !== undefined && plain[quoting].test(text.slice(start, end)) ? written[quoting](name) : undefined
}

type Pending = { mark: string; stripsTabs: boolean; isLiteral: boolean }

/** As POSIX says (Shell Command Language, 2.2 Quoting, 2.7.4 Here-Document), as far as people write it. */
function quotingAt(text: string, place: number): Quoting {
  const open: ('none' | 'double')[] = ['none']
  const pending: Pending[] = []
  for (let at = 0; at < place; at++) {
    const inner = open.at(-1)!
    const sign = text[at]!
    if (sign === '\\') {
      at++
      // What stands behind a backslash is not what it says, and a variable behind one is none.
      if (at === place) return undefined
    } else if (sign === '"') inner === 'double' ? open.pop() : open.push('double')
    else if (sign === '`') {
      at = endOf(text, '`', at + 1)
      if (at >= place) return undefined
    } else if (text.startsWith('$(', at)) {
      open.push('none')
      at++
    } else if (inner === 'none') {
      if (sign === "'") {
        const isAnsi = text[at - 1] === '$'
        at = endOf(text, isAnsi ? /(?<!\\)'/ : "'", at + 1)
        if (at >= place) return isAnsi || at === text.length ? undefined : 'single'
      } else if (sign === '#' && /^[\s;&|(]?$/.test(text[at - 1] ?? '')) {
        at = endOf(text, '\n', at) - 1
        if (at >= place) return undefined
      } else if (sign === '(') open.push('none')
      else if (sign === ')' && open.length > 1) open.pop()
      else if (sign === '<') at += readMark(text, at, pending)
      else if (sign === '\n') {
        for (const heredoc of pending.splice(0)) {
          const end = endOfBody(text, at + 1, heredoc)
          if (place < end) return heredoc.isLiteral || hasCommands(text, at, place) ? undefined : 'heredoc'
          at = end
        }
      }
    }
  }
  return open.at(-1)
}

/** Notes a here-document; gives how many characters of its mark are to be skipped. */
function readMark(text: string, at: number, pending: Pending[]): number {
  const [all, dash, quote, mark] = /^<<(-?)[ \t]*(["'\\]?)([A-Za-z_]\w{0,60})\2?/.exec(text.slice(at, at + 100)) ?? []
  // `<<< text` is no here-document.
  if (all === undefined || mark === undefined) return text.startsWith('<<<', at) ? 2 : 0
  pending.push({ mark, stripsTabs: dash === '-', isLiteral: quote !== '' })
  return all.length - 1
}

/** Where the last line break before the end mark's own line ends, or the end of the text. */
function endOfBody(text: string, start: number, { mark, stripsTabs }: Pending): number {
  for (let at = start; at < text.length; ) {
    const end = endOf(text, '\n', at)
    const line = text.slice(at, end).trimEnd()
    if ((stripsTabs ? line.replace(/^\t+/, '') : line) === mark) return at + mark.length
    at = end + 1
  }
  return text.length
}

/** Whether something in the here-document's line is run, where other quotes count. */
function hasCommands(text: string, from: number, to: number): boolean {
  return /`|\$\(/.test(text.slice(Math.max(from, text.lastIndexOf('\n', to - 1)), to))
}

function endOf(text: string, end: string | RegExp, from: number): number {
  if (typeof end === 'string') {
    const at = text.indexOf(end, from)
    return at < 0 ? text.length : at
  }
  const at = text.slice(from).search(end)
  return at < 0 ? text.length : from + at
}
