import type { ShellCommand } from './command.js'
import type { Word } from './word.js'

/** How deep `$(…)`, backticks and quotes may stand inside each other; what is deeper is taken literally. */
export const maxNesting = 12

export type ShellState = {
  text: string
  /** The byte that is read next. */
  i: number
  depth: number
  commands: ShellCommand[]
  comments: { start: number; end: number }[]
  /** A quote was never closed: from then on that sign is an ordinary character, so that nothing is read twice. */
  openDouble: boolean
  openSingle: boolean
  /** Reads commands up to the closing sign, which `lexer.ts` knows how to do. */
  readNested: (state: ShellState, until: ')' | '`') => void
}

export function newWord(start: number): Word {
  return { start, end: start, value: '', at: [], expansions: [], quoted: false }
}

/** Appends the byte at `from` as itself. */
export function take(state: ShellState, word: Word, from: number, as = state.text[from] ?? ''): void {
  word.value += as
  word.at.push(from)
}
