/** What of a `.pyc` file hangs on the version of Python that wrote it. */
export type PythonVersion = {
  /** Of the file, in bytes. */
  headerLength: number
  /** Numbers before the bytecode in a code object. */
  numbersBefore: number
  hasExceptionTable: boolean
  /** Bytes of an instruction with and without an argument. */
  instructions: 'words' | 'bytes'
  /** Numbers of instructions; undefined where those of this version are not known. */
  opcodes?: Opcodes
}

export type Opcodes = Readonly<
  Record<
    | 'loadConst'
    | 'storeName'
    | 'storeGlobal'
    | 'storeFast'
    | 'storeAttr'
    | 'storeSubscript'
    | 'loadFast'
    | 'loadName'
    | 'loadGlobal'
    | 'loadAttr'
    | 'buildMap'
    | 'keywordNames'
    | 'extendedArgument',
    number
  >
>

const none = -1

/** Lib/opcode.py of 3.6 to 3.12; `KW_NAMES` of 3.11 and 3.12 has a number that earlier ones do not use. */
const olderOpcodes: Opcodes = {
  loadConst: 100,
  storeName: 90,
  storeGlobal: 97,
  storeFast: 125,
  storeAttr: 95,
  storeSubscript: 60,
  loadFast: 124,
  loadName: 101,
  loadGlobal: 116,
  loadAttr: 106,
  buildMap: 105,
  keywordNames: 172,
  extendedArgument: 144,
}
const opcodesOf27: Opcodes = { ...olderOpcodes, extendedArgument: 145, keywordNames: none }
/** Include/opcode_ids.h of 3.13. */
const opcodesOf313: Opcodes = {
  loadConst: 83,
  storeName: 114,
  storeGlobal: 113,
  storeFast: 110,
  storeAttr: 108,
  storeSubscript: 39,
  loadFast: 85,
  loadName: 92,
  loadGlobal: 91,
  loadAttr: 82,
  buildMap: 48,
  keywordNames: none,
  extendedArgument: 71,
}

/** The version by the number with which a `.pyc` file begins (Lib/importlib/_bootstrap_external.py); undefined for none that is read. */
export function pythonVersionOf(magic: number): PythonVersion | undefined {
  const words = { instructions: 'words', hasExceptionTable: false, opcodes: olderOpcodes } as const
  if (magic >= 62171 && magic <= 62211)
    return { headerLength: 8, numbersBefore: 4, hasExceptionTable: false, instructions: 'bytes', opcodes: opcodesOf27 }
  if (magic >= 3370 && magic <= 3379) return { ...words, headerLength: 12, numbersBefore: 5 }
  if (magic >= 3392 && magic <= 3394) return { ...words, headerLength: 16, numbersBefore: 5 }
  if (magic >= 3411 && magic <= 3439) return { ...words, headerLength: 16, numbersBefore: 6 }
  const later = { ...words, headerLength: 16, numbersBefore: 5, hasExceptionTable: true }
  if (magic >= 3489 && magic <= 3531) return later
  if (magic >= 3560 && magic <= 3571) return { ...later, opcodes: opcodesOf313 }
  if (magic >= 3600 && magic <= 3699) {
    const { opcodes: _unknown, ...rest } = later
    return rest
  }
  return undefined
}
