import type { ShellCommand, ShellText } from './command.js'
import { readPart } from './quotes.js'
import { newWord, type ShellState } from './state.js'
import type { Word } from './word.js'

/**
 * Reads shell text (POSIX, with what bash adds) into simple commands. The reader goes over the text once: it collects the parts of a
 * word (`quotes.ts`, `expansion.ts`), ends a word at a blank, a command at an operator or line end, and takes the bodies of
 * here-documents after the line that announced them. Anything can be read: what is malformed is taken literally.
 */
export function parseShell(text: string): ShellText {
  const state: ShellState = {
    text,
    i: 0,
    depth: 0,
    commands: [],
    comments: [],
    openDouble: false,
    openSingle: false,
    readNested: readCommands,
  }
  while (state.i < text.length) readCommands(state)
  return { commands: state.commands, comments: state.comments }
}

type Reading = {
  command: ShellCommand
  word: Word | undefined
  /** The operator whose target the next word is. */
  redirect: string | undefined
  pending: { delimiter: string; tabs: boolean; command: ShellCommand }[]
  /** Where the groups that are open began in `state.commands`. */
  groups: number[]
  /** Commands whose output the next command reads. */
  feeding: ShellCommand[]
}

function readCommands(state: ShellState, until?: ')' | '`'): void {
  const reading: Reading = {
    command: newCommand(),
    word: undefined,
    redirect: undefined,
    pending: [],
    groups: [],
    feeding: [],
  }
  while (state.i < state.text.length) {
    const sign = state.text[state.i]!
    if (sign === until && (sign === '`' || reading.groups.length === 0)) {
      state.i++
      break
    }
    readSign(state, reading, sign)
  }
  endCommand(state, reading)
}

function readSign(state: ShellState, reading: Reading, sign: string): void {
  if (sign === ' ' || sign === '\t' || sign === '\r') {
    endWord(state, reading)
    state.i++
  } else if (sign === '\n') {
    endCommand(state, reading)
    state.i++
    readHeredocs(state, reading)
  } else if (sign === '\\' && state.text[state.i + 1] === '\n') {
    state.i += 2
  } else if (sign === '#' && reading.word === undefined) {
    const end = state.text.indexOf('\n', state.i)
    state.comments.push({ start: state.i + 1, end: end < 0 ? state.text.length : end })
    state.i = end < 0 ? state.text.length : end
  } else if (sign === '<' || sign === '>') {
    readRedirect(state, reading)
  } else if (';&|()'.includes(sign)) {
    readOperator(state, reading, sign)
  } else {
    reading.word ??= newWord(state.i)
    readPart(state, reading.word)
  }
}

function readOperator(state: ShellState, reading: Reading, sign: string): void {
  if (sign === '&' && state.text[state.i + 1] === '>') {
    endWord(state, reading)
    state.i++
    readRedirect(state, reading)
    return
  }
  const from = sign === ')' ? reading.groups.pop() : undefined
  const ended = endCommand(state, reading)
  if (sign === '(') reading.groups.push(state.commands.length)
  const double = state.text[state.i + 1] === sign && sign !== '(' && sign !== ')'
  state.i += double ? 2 : 1
  if (sign === ')') reading.feeding = state.commands.slice(from ?? state.commands.length)
  else if (sign === '|' && !double) reading.feeding = ended === undefined ? reading.feeding : [ended]
  else if (sign !== '(') reading.feeding = []
  // After a group only a pipe hands its output on.
  if (sign === ')' && !/^\s{0,20}\|(?!\|)/.test(state.text.slice(state.i, state.i + 22))) reading.feeding = []
}

function readRedirect(state: ShellState, reading: Reading): void {
  if (reading.word !== undefined && /^\d{1,3}$/.test(reading.word.value)) reading.word = undefined
  endWord(state, reading)
  const operator = /^(?:<<<|<<-|<<|<&|<>|<|>>|>&|>\||>)/.exec(state.text.slice(state.i, state.i + 3))![0]
  state.i += operator.length
  if (state.text[state.i] === '(' && operator.length === 1) {
    // Process substitution: its commands are read as any others.
    return
  }
  reading.redirect = operator
}

function endWord(state: ShellState, reading: Reading): void {
  const { word, command, redirect } = reading
  if (word === undefined) return
  word.end = state.i
  reading.word = undefined
  reading.redirect = undefined
  if (redirect === '<<' || redirect === '<<-') {
    reading.pending.push({ delimiter: word.value, tabs: redirect === '<<-', command })
  } else if (redirect !== undefined) {
    command.redirects.push({ operator: redirect, target: word })
  } else {
    command.words.push(word)
  }
}

function endCommand(state: ShellState, reading: Reading): ShellCommand | undefined {
  endWord(state, reading)
  const { command } = reading
  const waits = reading.pending.some((one) => one.command === command)
  if (command.words.length === 0 && command.redirects.length === 0 && !waits) return undefined
  for (const feeder of reading.feeding) feeder.pipedInto = command
  reading.feeding = []
  state.commands.push(command)
  reading.command = newCommand()
  return command
}

function readHeredocs(state: ShellState, reading: Reading): void {
  for (const { delimiter, tabs, command } of reading.pending.splice(0)) {
    const start = state.i
    while (state.i < state.text.length) {
      const lineEnd = state.text.indexOf('\n', state.i)
      const end = lineEnd < 0 ? state.text.length : lineEnd
      const line = state.text.slice(state.i, Math.min(end, state.i + delimiter.length + 200))
      const from = state.i
      state.i = Math.min(state.text.length, end + 1)
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        command.heredocs.push({ start, end: from })
        break
      }
      if (state.i >= state.text.length) command.heredocs.push({ start, end: state.text.length })
    }
  }
}

function newCommand(): ShellCommand {
  return { words: [], redirects: [], heredocs: [] }
}
