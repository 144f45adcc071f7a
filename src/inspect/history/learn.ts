import { toByteString } from '../../findings/byte-string.js'
import { type RowInstruction, readInstruction } from './instruction.js'
import { isConventionalName, type NamedRange, splitPairs } from './pairs.js'
import type { HistoryRow } from './rows.js'
import { type KnownArguments, splitBuildArguments } from './split-arguments.js'

/** A row and what is known where it stands. */
export type KnownRow = { instruction: RowInstruction; known: KnownArguments; isVariable: (name: string) => boolean }

/** Arguments that are kept in mind; no build declares more, and earlier ones belong to other stages. */
export const maxNames = 200
/** More values than this for one name decide nothing. */
const maxValues = 64

/** Goes over the rows twice: values that any row tells without doubt help to take all others apart. */
export function learnArguments(config: unknown, rows: HistoryRow[]): KnownRow[] {
  const values = new Map<string, Set<string>>()
  const isVariable = variableNames(config)
  const known = follow(rows, values, isVariable)
  for (const [i, { createdBy }] of rows.entries()) {
    const { instruction, known: here } = known[i]!
    if (instruction.keyword !== 'RUN') continue
    const split = splitBuildArguments(createdBy, instruction.start, instruction.end, here)
    for (const one of split?.arguments ?? [])
      if (!one.doubtful) remember(values, one.name, createdBy.slice(one.start, one.end))
  }
  return known
}

/** The declarations and the shell in force, row by row. */
function follow(
  rows: HistoryRow[],
  values: Map<string, Set<string>>,
  isVariable: (name: string) => boolean,
): KnownRow[] {
  let names: string[] = []
  let shell = '/bin/sh -c'
  return rows.map(({ createdBy }) => {
    const instruction = readInstruction(createdBy)
    const { keyword, start, end } = instruction
    if (instruction.shell !== undefined && keyword !== 'SHELL') shell = instruction.shell
    if (keyword === 'SHELL')
      shell = createdBy
        .slice(start, end)
        .replace(/^\[|\]$/g, '')
        .slice(0, 400)
    if (keyword === 'ARG') {
      const pairs = argumentPairs(createdBy, start, end)
      for (const one of pairs) remember(values, one.name, createdBy.slice(one.start, one.end))
      const declared = bareNames(createdBy.slice(start, end), pairs)
      names = [...names.filter((name) => !declared.includes(name)), ...declared].slice(-maxNames)
    }
    return { instruction, known: { names, values, shell }, isVariable }
  })
}

/** The pairs of an ARG row: `ARG K=v`, `ARG A=x B C=y`. */
export function argumentPairs(row: string, start: number, end: number): NamedRange[] {
  const pairs = splitPairs(row, start, end, isConventionalName)
  for (const one of pairs) {
    // Bare names after a value (`A=x B C=y`) are arguments of their own.
    const tail = /(?: [A-Z_][A-Z0-9_]{1,60})+$/.exec(row.slice(one.start, one.end).slice(-2000))
    if (tail !== null && one !== pairs.at(-1)) one.end -= tail[0].length
  }
  return pairs
}

function bareNames(text: string, pairs: NamedRange[]): string[] {
  const named = pairs.map((one) => one.name)
  const words = text.split(/\s+/).filter((word) => /^[A-Za-z_]\w{0,199}$/.test(word))
  if (pairs.length === 0) return words.slice(0, 100)
  const bare = words.filter((word) => isConventionalName(word)).slice(0, 100)
  return [...bare, ...named].sort((a, b) => text.search(wordStart(a)) - text.search(wordStart(b)))
}

function wordStart(name: string): RegExp {
  return new RegExp(`(?:^|\\s)${name.replace(/[^\w]/g, '\\$&')}(?:=|\\s|$)`)
}

function remember(values: Map<string, Set<string>>, name: string, value: string): void {
  const known = values.get(name) ?? new Set<string>()
  if (known.size < maxValues) known.add(value)
  values.set(name, known)
}

/** A variable that any ENV set keeps its name in `config.Env`, even when its value is taken away. */
function variableNames(config: unknown): (name: string) => boolean {
  const inner = typeof config === 'object' && config !== null ? (config as Record<string, unknown>).config : undefined
  const env = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>).Env : undefined
  if (!Array.isArray(env)) return isConventionalName
  const names = new Set<string>()
  for (const one of env) if (typeof one === 'string') names.add(toByteString(one.split('=', 1)[0] ?? ''))
  return (name) => names.has(name)
}
