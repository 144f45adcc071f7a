import type { Constant } from './listing.js'
import type { Marshalled, PythonCode } from './marshal.js'
import { type Instruction, instructionAt, type PythonVersion } from './python-version.js'

/** No secret that goes by its name alone has blanks, or fewer characters. */
const plain = /^[\x21-\x7e]{4,}$/

/** What is loaded and not used yet, and what was found. */
type Loaded = { values: Marshalled[]; found: Constant[] }

/**
 * The constants that code gives to names: `NAME = 'x'`, `self.name = 'x'`, `d['name'] = 'x'`, `{'name': 'x'}`, `call(name='x')`. Follows what is
 * loaded, instruction by instruction, and forgets it at each that it does not know.
 */
export function namedConstants(program: PythonCode, { instructionOf, instructions }: PythonVersion): Constant[] {
  const state: Loaded = { values: [], found: [] }
  if (instructionOf === undefined || !program.consts.some(mayMatter)) return state.found
  const { code } = program
  const isWords = instructions === 'words'
  let extended = 0
  for (let at = 0; at < code.length; ) {
    const opcode = code.charCodeAt(at)
    const hasArgument = isWords || opcode >= firstWithArgument
    let argument = 0
    if (hasArgument) {
      argument = extended | (code.charCodeAt(at + 1) || 0) | (isWords ? 0 : (code.charCodeAt(at + 2) || 0) << 8)
      at += isWords ? 2 : 3
    } else at++
    extended = 0
    const instruction = instructionOf[opcode]!
    if (instruction === instructionAt.extendedArgument) extended = argument << (isWords ? 8 : 16)
    else if (instruction === instructionAt.loadConst || state.values.length > 0) {
      take(instruction, argument, program, state)
    }
  }
  return state.found
}

/** Before 3.6, instructions from this number on have an argument of two bytes (Lib/opcode.py, `HAVE_ARGUMENT`). */
const firstWithArgument = 90

function mayMatter(value: Marshalled): boolean {
  return typeof value === 'string' && plain.test(value)
}

function take(instruction: Instruction, argument: number, { consts, names, locals }: PythonCode, state: Loaded): void {
  const { values } = state
  const at = instructionAt
  if (instruction === at.loadConst) {
    const value = consts[argument]
    if (!Array.isArray(value) || values.length === 0) {
      values.push(value)
      return
    }
    pairAll(value, state)
  } else if (instruction === at.load) {
    values.push(undefined)
    return
  } else if (instruction === at.keep) return
  else if (instruction === at.keywordNames) pairAll(consts[argument], state)
  else if (instruction === at.storeName) pair(names[argument], values.at(-1), state)
  else if (instruction === at.storeFast) pair(locals[argument], values.at(-1), state)
  else if (instruction === at.storeAttr) pair(names[argument], values.at(-2), state)
  else if (instruction === at.storeSubscript) pair(values.at(-1), values.at(-3), state)
  else if (instruction === at.buildMap) {
    for (let i = Math.max(0, values.length - 2 * argument); i + 1 < values.length; i += 2) {
      pair(values[i], values[i + 1], state)
    }
  }
  values.length = 0
}

function pair(name: Marshalled, text: Marshalled, { found }: Loaded): void {
  if (typeof name === 'string' && typeof text === 'string' && plain.test(text)) found.push({ name, text })
}

/** The values stand before a tuple of their names. */
function pairAll(keys: Marshalled, state: Loaded): void {
  if (!Array.isArray(keys)) return
  const count = Math.min(keys.length, state.values.length)
  for (let i = 1; i <= count; i++) pair(keys.at(-i), state.values.at(-i), state)
}
