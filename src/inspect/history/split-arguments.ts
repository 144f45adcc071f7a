import { type ArgumentStart, type ChosenStart, chooseStarts } from './argument-starts.js'

/** What other rows tell about the build arguments that a RUN row repeats. */
export type KnownArguments = {
  /** Names of the ARG rows so far, each once, in order of declaration. */
  names: string[]
  /** Values that ARG rows gave, or that RUN rows left without doubt. */
  values: Map<string, Set<string>>
  /** The shell in force, as rows write it: `/bin/sh -c`. */
  shell: string
}

/** A build argument and the range of its value in the row. */
export type BuildArgument = { name: string; start: number; end: number; doubtful: boolean }

export type SplitRow = {
  arguments: BuildArgument[]
  /** Where the command starts: behind the shell, if there is one. */
  command: number
}

/** More arguments than this are no build's. */
const maxArguments = 500
const mark = /^\|(\d{1,4}) /
const usualShells = ['/bin/sh -c', '/bin/bash -c']

/**
 * Takes the build arguments off a RUN row: `|2 A=x B=two words /bin/sh -c …`, which lies in `row` from `from` to `to`. They stand there
 * unquoted: in order of declaration, those without a value as `K=`, if BuildKit wrote the row (buildkit
 * `frontend/dockerfile/dockerfile2llb/convert.go`, `runCommandString`); sorted as strings, without those that have no value or that an
 * ENV replaced, if the classic builder did (moby `builder/dockerfile/dispatchers.go`, `prependEnvOnCmd`). So a value ends at the next
 * name that was declared, the last one at the shell in force; the exec form has no shell. Where several readings are possible and no
 * known value decides, each value has its longest, marked doubtful. Undefined: the row starts with no count.
 */
export function splitBuildArguments(
  row: string,
  from: number,
  to: number,
  known: KnownArguments,
): SplitRow | undefined {
  const counted = mark.exec(row.slice(from, Math.min(to, from + 8)))
  if (counted === null) return undefined
  const count = Math.min(Number(counted[1]), maxArguments)
  const start = from + counted[0].length
  const text = row.slice(0, to)
  if (count === 0) return { arguments: [], command: start + shellLength(text, start, known.shell) }
  const shellAt = findShell(text, start, known.shell)
  const exactEnd = (one: ArgumentStart) => endOfKnown(text, one, known)
  const search = { row: text, start, limit: shellAt ?? to, count, names: known.names, exactEnd }
  // Only BuildKit's rows have a word before the count.
  const orders = from === 0 ? (['sorted', undefined] as const) : [known.names.slice(-count), undefined]
  const readings = orders.map((order) => chooseStarts({ ...search, order }))
  const starts = readings.find((one) => one.length === count) ?? readings.at(-1)!
  const last = starts.at(-1)
  if (last === undefined) return { arguments: [], command: start }
  const end = endOfLast(text, last, shellAt, exactEnd(last), known.shell)
  return {
    arguments: starts.map((one, i) => argumentOf(one, starts[i + 1]?.at, end)),
    command: Math.min(to, end.command),
  }
}

type LastEnd = { end: number; command: number; doubtful: boolean }

function argumentOf(one: ChosenStart, next: number | undefined, last: LastEnd): BuildArgument {
  if (next === undefined) return { name: one.name, start: one.value, end: last.end, doubtful: last.doubtful }
  return { name: one.name, start: one.value, end: one.longest ?? next - 1, doubtful: one.longest !== undefined }
}

function endOfLast(
  text: string,
  last: ArgumentStart,
  shellAt: number | undefined,
  exact: number | undefined,
  shell: string,
): LastEnd {
  if (exact !== undefined && shellLength(text, exact + 1, shell) > 0) {
    return { end: exact, command: exact + 1 + shellLength(text, exact + 1, shell), doubtful: false }
  }
  if (shellAt !== undefined)
    return { end: shellAt - 1, command: shellAt + shellLength(text, shellAt, shell), doubtful: false }
  if (exact !== undefined) return { end: exact, command: exact + 1, doubtful: false }
  // The exec form: the program is what looks like a path, else the first word that follows.
  const rest = text.slice(last.value)
  const path = / (?=\.{0,2}\/)/.exec(rest)?.index
  const blank = rest.indexOf(' ')
  const length = path ?? (blank < 0 ? rest.length : blank)
  const doubtful = path === undefined || rest.slice(0, path).includes(' ')
  return { end: last.value + length, command: last.value + length + 1, doubtful }
}

/** Where a value that is known already ends, if it stands here and a blank or the row's end follows. */
function endOfKnown(text: string, one: ArgumentStart, known: KnownArguments): number | undefined {
  let best: number | undefined
  for (const value of known.values.get(one.name) ?? []) {
    const end = one.value + value.length
    if (text.startsWith(value, one.value) && (end === text.length || text[end] === ' ')) best = Math.max(best ?? 0, end)
  }
  return best
}

function findShell(text: string, start: number, shell: string): number | undefined {
  for (const one of [shell, ...usualShells]) {
    const at = text.indexOf(` ${one} `, start - 1)
    if (at >= 0) return at + 1
  }
  return undefined
}

/** Bytes of the shell at a place, with the blank behind it; 0 if another thing stands there. */
export function shellLength(text: string, at: number, shell: string): number {
  for (const one of [shell, ...usualShells]) if (text.startsWith(`${one} `, at)) return one.length + 1
  return 0
}
