import type { Constant } from './listing.js'
import type { Marshalled, PythonCode } from './marshal.js'
import type { PythonVersion } from './python-version.js'

/**
 * The constants that code gives to names: `NAME = 'x'`, `self.name = 'x'`, `d['name'] = 'x'`, `{'name': 'x'}`, `call(name='x')`. Follows what is
 * loaded, instruction by instruction, and forgets it at each that it does not know.
 */
export function namedConstants({ code, consts, names, locals }: PythonCode, version: PythonVersion): Constant[] {
  const { opcodes } = version
  const found: Constant[] = []
  if (opcodes === undefined) return found
  let loaded: Marshalled[] = []
  const pair = (name: Marshalled, text: Marshalled) => {
    if (typeof name === 'string' && typeof text === 'string') found.push({ name, text })
    return true
  }
  /** The values stand before a tuple of their names. */
  const pairAll = (keys: Marshalled): boolean => {
    if (!Array.isArray(keys) || loaded.length === 0) return false
    for (let i = 1; i <= Math.min(keys.length, loaded.length); i++) pair(keys.at(-i), loaded.at(-i))
    return true
  }
  /** Names and values in turn. */
  const pairInTurn = (count: number) => {
    for (let at = Math.max(0, loaded.length - 2 * count); at + 1 < loaded.length; at += 2)
      pair(loaded[at], loaded[at + 1])
  }
  for (const [opcode, argument] of instructionsOf(code, version)) {
    let isOver = true
    if (opcode === opcodes.loadConst) {
      isOver = pairAll(consts[argument])
      if (!isOver) loaded.push(consts[argument])
    } else if (opcode === opcodes.keywordNames) pairAll(consts[argument])
    else if (opcode === opcodes.storeName || opcode === opcodes.storeGlobal) pair(names[argument], loaded.at(-1))
    else if (opcode === opcodes.storeFast) pair(locals[argument], loaded.at(-1))
    else if (opcode === opcodes.storeAttr) pair(names[argument], loaded.at(-2))
    else if (opcode === opcodes.storeSubscript) pair(loaded.at(-1), loaded.at(-3))
    else if (opcode === opcodes.buildMap) pairInTurn(argument)
    else {
      const isLoad = opcode === opcodes.loadFast || opcode === opcodes.loadName || opcode === opcodes.loadGlobal
      if (isLoad) loaded.push(undefined)
      // It replaces what was loaded last; 0 is a place for a cache.
      isOver = !isLoad && opcode !== opcodes.loadAttr && opcode !== 0
    }
    if (isOver && loaded.length > 0) loaded = []
  }
  return found
}

/** From 3.6 on each takes two bytes; before, one or three (Lib/opcode.py, `HAVE_ARGUMENT`). */
function* instructionsOf(
  code: string,
  { instructions, opcodes }: PythonVersion,
): Iterable<[opcode: number, argument: number]> {
  const isWords = instructions === 'words'
  let extended = 0
  for (let at = 0; at < code.length; ) {
    const opcode = code.charCodeAt(at)
    const hasArgument = isWords || opcode >= 90
    const low = hasArgument ? code.charCodeAt(at + 1) || 0 : 0
    const argument = (extended | low | (isWords || !hasArgument ? 0 : (code.charCodeAt(at + 2) || 0) << 8)) >>> 0
    at += isWords ? 2 : hasArgument ? 3 : 1
    if (opcode === opcodes?.extendedArgument) extended = (argument << (isWords ? 8 : 16)) >>> 0
    else {
      extended = 0
      yield [opcode, argument]
    }
  }
}
