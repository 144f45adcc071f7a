import type { Inside } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'
import { type ConstantPool, readConstantPool } from './constant-pool.js'
import { type Constant, handOutConstants, shortestText } from './listing.js'

/** Class files say 45 and more; a Mach-O file of several architectures, which begins alike, has their number there. */
const firstMajor = 45

/** Whether this is a class file (Java Virtual Machine Specification, section 4.1), by its first bytes. */
export function isJavaClass(head: Buffer): boolean {
  return head.readUInt32BE(0) === 0xcafebabe && head.readUInt16BE(6) >= firstMajor
}

/**
 * Reads a class file: every string, with the name of the field, setter or annotation's element that it is given to. In the file itself, a string
 * stands right behind its length, which may look like a part of it.
 */
export function readJavaClass(bytes: Buffer, out: Inside, { path }: WrappedFile): void {
  out.meter.addWork(bytes.length)
  const pool = readConstantPool(bytes)
  if (pool === undefined) {
    out.gap({ kind: 'unopened', reason: 'the class file is malformed' })
    return
  }
  const strings = pool.strings(shortestText)
  const found: Constant[] = []
  try {
    readMembers(bytes, pool, found)
  } catch (error) {
    // It breaks off behind its constants, and those are all there.
    if (!(error instanceof RangeError)) throw error
  }
  for (const text of strings) found.push({ text })
  const source = path.replace(/(?:\.class)?$/, '.java')
  handOutConstants(out, { step: 'class', path: source, textPath: source }, found)
}

/** Fields and methods have the same shape (sections 4.5 and 4.6), and the class's attributes stand behind them. */
function readMembers(bytes: Buffer, pool: ConstantPool, found: Constant[]): void {
  let at = pool.end + 8 + 2 * bytes.readUInt16BE(pool.end + 6)
  for (const _kind of ['fields', 'methods']) {
    const count = bytes.readUInt16BE(at)
    at += 2
    for (let i = 0; i < count; i++) {
      const name = pool.utf8(bytes.readUInt16BE(at + 2))
      at = readAttributes(bytes, at + 6, pool, name, found)
    }
  }
  readAttributes(bytes, at, pool, undefined, found)
}

/** Gives the offset behind them. `name`: of the field or method. */
function readAttributes(
  bytes: Buffer,
  from: number,
  pool: ConstantPool,
  name: string | undefined,
  found: Constant[],
): number {
  let at = from + 2
  for (let left = bytes.readUInt16BE(from); left > 0; left--) {
    const kind = pool.utf8(bytes.readUInt16BE(at))
    const start = at + 6
    at = start + bytes.readUInt32BE(at + 2)
    if (kind === 'ConstantValue') add(found, name, pool.string(bytes.readUInt16BE(start)))
    else if (kind === 'Code') {
      const length = bytes.readUInt32BE(start + 4)
      readCode(bytes.subarray(start + 8, start + 8 + length), pool, found)
    } else if (kind === 'RuntimeVisibleAnnotations' || kind === 'RuntimeInvisibleAnnotations') {
      readAnnotations(bytes, start, pool, found)
    }
  }
  return at
}

const opcodes = {
  ldc: 0x12,
  ldcWide: 0x13,
  putStatic: 0xb3,
  putField: 0xb5,
  firstInvoke: 0xb6,
  lastInvoke: 0xb9,
} as const

/**
 * Finds strings that are loaded and given away at once: to a field, as the last argument of a call, or behind another string, their name
 * (section 6.5).
 */
function readCode(code: Buffer, pool: ConstantPool, found: Constant[]): void {
  let before: { text: string; end: number } | undefined
  for (let at = 0; at + 5 <= code.length; at++) {
    const opcode = code[at]!
    if (opcode !== opcodes.ldc && opcode !== opcodes.ldcWide) continue
    const end = at + (opcode === opcodes.ldc ? 2 : 3)
    const text = pool.string(opcode === opcodes.ldc ? code[at + 1]! : code.readUInt16BE(at + 1))
    if (text === undefined) continue
    const name = before?.end === at ? before.text : undefined
    before = { text, end }
    const user = code[end]!
    if (end + 3 > code.length || user < opcodes.putStatic || user > opcodes.lastInvoke) continue
    const isCall = user >= opcodes.firstInvoke
    if (isCall && name !== undefined) add(found, name, text)
    else if (isCall || user === opcodes.putStatic || user === opcodes.putField)
      add(found, pool.member(code.readUInt16BE(end + 1)), text, isCall)
  }
}

/** The texts of annotations' elements, as far as no annotation stands in an annotation (section 4.7.16). */
function readAnnotations(bytes: Buffer, from: number, pool: ConstantPool, found: Constant[]): void {
  let at = from + 2
  for (let left = bytes.readUInt16BE(from); left > 0; left--) {
    const pairs = bytes.readUInt16BE(at + 2)
    at += 4
    for (let i = 0; i < pairs; i++) {
      const name = pool.utf8(bytes.readUInt16BE(at))
      at += 2
      const isList = bytes[at] === 0x5b
      const values = isList ? bytes.readUInt16BE(at + 1) : 1
      if (isList) at += 3
      for (let value = 0; value < values; value++) {
        const size = sizeOfElement(bytes[at] ?? 0)
        if (size === undefined) return
        if (bytes[at] === 0x73) add(found, name, pool.utf8(bytes.readUInt16BE(at + 1)))
        at += 1 + size
      }
    }
  }
}

/** By the tag: a constant, a text or a class; an enumeration's. Undefined for what is not read. */
function sizeOfElement(tag: number): number | undefined {
  const character = String.fromCharCode(tag)
  if ('BCDFIJSZsc'.includes(character)) return 2
  return character === 'e' ? 4 : undefined
}

function add(found: Constant[], name: string | undefined, text: string | undefined, isArgument = false): void {
  if (text !== undefined) found.push(name === undefined ? { text } : { text, name, isArgument })
}
