import { readExpansion } from './expansion.js'
import { type ShellState, take } from './state.js'
import type { Word } from './word.js'

/** Reads one quoted part, escape, expansion or plain character into the word. */
export function readPart(state: ShellState, word: Word): void {
  const sign = state.text[state.i]
  if (sign === "'") {
    readSingle(state, word, state.i + 1)
    return
  }
  if (sign === '"') {
    readDouble(state, word)
    return
  }
  if (sign === '\\') {
    readEscape(state, word)
    return
  }
  if (sign === '$' && state.text[state.i + 1] === "'") {
    readAnsi(state, word)
    return
  }
  if (sign === '$' || sign === '`') {
    readExpansion(state, word)
    return
  }
  take(state, word, state.i++)
}

function readSingle(state: ShellState, word: Word, from: number): void {
  const end = state.openSingle ? -1 : state.text.indexOf("'", from)
  if (end < 0) {
    state.openSingle = true
    take(state, word, state.i++)
    return
  }
  word.quoted = true
  for (let i = from; i < end; i++) word.at.push(i)
  word.value += state.text.slice(from, end)
  state.i = end + 1
}

const ansi: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' }

/** `$'…'` of bash, with the escapes that people use in it. */
function readAnsi(state: ShellState, word: Word): void {
  const begin = state.i
  let i = begin + 2
  const fresh = { value: word.value, length: word.at.length }
  while (i < state.text.length && state.text[i] !== "'") {
    const escaped = state.text[i] === '\\' ? ansi[state.text[i + 1] ?? ''] : undefined
    take(state, word, i, escaped ?? state.text[i])
    i += escaped === undefined ? 1 : 2
  }
  if (i < state.text.length) {
    word.quoted = true
    state.i = i + 1
    return
  }
  word.value = fresh.value
  word.at.length = fresh.length
  state.openSingle = true
  take(state, word, state.i++)
}

function readDouble(state: ShellState, word: Word): void {
  if (state.openDouble) {
    take(state, word, state.i++)
    return
  }
  const before = {
    i: state.i,
    value: word.value,
    length: word.at.length,
    holes: word.expansions.length,
    commands: state.commands.length,
  }
  state.i++
  while (state.i < state.text.length) {
    const sign = state.text[state.i]
    if (sign === '"') {
      word.quoted = true
      state.i++
      return
    }
    if (sign === '\\') readQuotedEscape(state, word)
    else if (sign === '$' || sign === '`') readExpansion(state, word)
    else take(state, word, state.i++)
  }
  // Never closed: read again from here, the sign itself being an ordinary character.
  state.openDouble = true
  state.i = before.i
  state.commands.length = before.commands
  word.value = before.value
  word.at.length = before.length
  word.expansions.length = before.holes
  take(state, word, state.i++)
}

function readQuotedEscape(state: ShellState, word: Word): void {
  const next = state.text[state.i + 1]
  if (next === '\n') state.i += 2
  else if (next !== undefined && '"\\$`'.includes(next)) {
    take(state, word, state.i + 1)
    state.i += 2
  } else take(state, word, state.i++)
}

function readEscape(state: ShellState, word: Word): void {
  // A backslash at the very end stands for itself.
  if (state.i + 1 < state.text.length) state.i++
  take(state, word, state.i++)
}
