/** What of a `.pyc` file hangs on the version of Python that wrote it. */
export type PythonVersion = {
  /** Of the file, in bytes. */
  headerLength: number
  /** Numbers before the bytecode in a code object. */
  numbersBefore: number
  hasExceptionTable: boolean
  /** `words`: two bytes each; `bytes`: one, or three with an argument. */
  instructions: 'words' | 'bytes'
  /** What an instruction of this number does, as far as it is of use; undefined where the numbers of this version are not known. */
  instructionOf?: Uint8Array
}

/** `load`: something that is no constant. `keep`: changes nothing, or replaces what was loaded last. */
export const instructionAt = {
  other: 0,
  loadConst: 1,
  load: 2,
  keep: 3,
  storeName: 4,
  storeFast: 5,
  storeAttr: 6,
  storeSubscript: 7,
  buildMap: 8,
  keywordNames: 9,
  extendedArgument: 10,
} as const

export type Instruction = number

type Numbers = Partial<Record<keyof typeof instructionAt, readonly number[]>>

function table(...numbers: Numbers[]): Uint8Array {
  const instructionOf = new Uint8Array(256)
  for (const some of numbers) {
    for (const [name, list] of Object.entries(some)) {
      for (const opcode of list) instructionOf[opcode] = instructionAt[name as keyof typeof instructionAt]
    }
  }
  return instructionOf
}

/** Lib/opcode.py of 2.7 and of 3.6 to 3.12. `load`: `LOAD_FAST`, `LOAD_NAME`, `LOAD_GLOBAL`; `keep`: `LOAD_ATTR`; `storeName`: with `STORE_GLOBAL`. */
const older: Numbers = {
  loadConst: [100],
  load: [124, 101, 116],
  keep: [106],
  storeName: [90, 97],
  storeFast: [125],
  storeAttr: [95],
  storeSubscript: [60],
  buildMap: [105],
}
const of27 = table(older, { extendedArgument: [145] })
/** `KW_NAMES` of 3.11 and 3.12 has a number that earlier ones do not use; `CACHE` has the number 0. */
const of3 = table(older, { extendedArgument: [144], keep: [106, 0], keywordNames: [172] })

/** Include/opcode_ids.h of 3.13. */
const of313 = table({
  loadConst: [83],
  load: [85, 92, 91],
  keep: [82, 0],
  storeName: [114, 113],
  storeFast: [110],
  storeAttr: [108],
  storeSubscript: [39],
  buildMap: [48],
  extendedArgument: [71],
})

/** The version by the number with which a `.pyc` file begins (Lib/importlib/_bootstrap_external.py); undefined for none that is read. */
export function pythonVersionOf(magic: number): PythonVersion | undefined {
  if (magic < 3370 || magic > 3699) return magic >= 62171 && magic <= 62211 ? python27 : undefined
  if (magic <= 3379) return { ...python3, headerLength: 12 }
  if (magic >= 3392 && magic <= 3394) return python3
  if (magic >= 3411 && magic <= 3439) return { ...python3, numbersBefore: 6 }
  if (magic >= 3489 && magic <= 3531) return python311
  if (magic >= 3560 && magic <= 3571) return { ...python311, instructionOf: of313 }
  if (magic < 3600) return undefined
  const { instructionOf: _unknown, ...later } = python311
  return later
}

const python3: PythonVersion = {
  headerLength: 16,
  numbersBefore: 5,
  hasExceptionTable: false,
  instructions: 'words',
  instructionOf: of3,
}
const python311: PythonVersion = { ...python3, hasExceptionTable: true }
const python27: PythonVersion = {
  headerLength: 8,
  numbersBefore: 4,
  hasExceptionTable: false,
  instructions: 'bytes',
  instructionOf: of27,
}
