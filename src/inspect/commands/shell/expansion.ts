import { maxNesting, type ShellState } from './state.js'
import type { Word } from './word.js'

const longestBraces = 2000

/**
 * Reads what begins with `$` or a backtick into the word, as an expansion if it is one. The commands inside are read too.
 */
export function readExpansion(state: ShellState, word: Word): void {
  const start = state.i
  const next = state.text[start + 1]
  if (state.text[start] === '`') {
    readCommand(state, word, 1, '`')
    return
  }
  if (next === '(') {
    // Arithmetic holds no commands; its closing sign is doubled, which the nested reader takes as two groups.
    readCommand(state, word, 2, ')')
    return
  }
  if (next === '{') {
    readBraces(state, word)
    return
  }
  const name = /^(?:[A-Za-z_][A-Za-z0-9_]{0,200}|[0-9@*#?$!-])/.exec(state.text.slice(start + 1, start + 203))
  finish(state, word, start, name === null ? start + 1 : start + 1 + name[0].length, name !== null)
}

function readCommand(state: ShellState, word: Word, opening: number, closing: ')' | '`'): void {
  const start = state.i
  if (state.depth >= maxNesting || (closing === '`' && state.text.indexOf('`', start + 1) < 0)) {
    finish(state, word, start, start + opening, false)
    return
  }
  state.i = start + opening
  state.depth++
  state.readNested(state, closing)
  state.depth--
  finish(state, word, start, state.i, true)
}

function readBraces(state: ShellState, word: Word): void {
  const start = state.i
  const limit = Math.min(state.text.length, start + longestBraces)
  let open = 0
  for (let i = start + 1; i < limit; i++) {
    const sign = state.text[i]
    if (sign === '{') open++
    else if (sign === '}' && --open === 0) {
      finish(state, word, start, i + 1, true)
      return
    } else if (sign === '\n') break
  }
  finish(state, word, start, start + 1, false)
}

function finish(state: ShellState, word: Word, start: number, end: number, expands: boolean): void {
  const from = word.value.length
  word.value += state.text.slice(start, end)
  for (let i = start; i < end; i++) word.at.push(i)
  if (expands) word.expansions.push({ from, to: word.value.length })
  state.i = end
}
