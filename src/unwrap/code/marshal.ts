import type { PythonVersion } from './python-version.js'

/** What a marshalled object comes to here; undefined for what holds no text. Texts are byte strings: bytes as they are, text in UTF-8. */
export type Marshalled = string | Marshalled[] | PythonCode | undefined
export type PythonCode = {
  code: string
  consts: Marshalled[]
  names: Marshalled[]
  locals: Marshalled[]
}

/** Python itself stops at 2,000 (`MAX_MARSHAL_STACK_DEPTH`); compilers stay far below. */
const deepest = 200

/**
 * Reads what Python's `marshal` writes (Python/marshal.c, versions 2 to 4), a `.pyc` file's code. Throws a RangeError where it is malformed.
 */
export function readMarshalled(bytes: Buffer, start: number, version: PythonVersion): Marshalled {
  let at = start
  const refs: Marshalled[] = []
  /** What Python 2 tells by number when it comes again. */
  const interned: string[] = []

  function number(size: 1 | 4): number {
    at += size
    return size === 1 ? bytes.readUInt8(at - 1) : bytes.readInt32LE(at - 4)
  }
  function text(length: number): string {
    if (length < 0 || at + length > bytes.length) throw new RangeError('out of bounds')
    at += length
    return bytes.toString('latin1', at - length, at)
  }
  function list(length: number, depth: number, into: Marshalled[] = []): Marshalled[] {
    if (length < 0 || length > bytes.length - at) throw new RangeError('out of bounds')
    for (let i = 0; i < length; i++) into.push(read(depth + 1))
    return into
  }
  function code(depth: number): PythonCode {
    at += 4 * version.numbersBefore
    const one = () => read(depth + 1)
    const each = () => {
      const value = one()
      return Array.isArray(value) ? value : []
    }
    const own = one()
    const [consts, names, locals] = [each(), each(), each()]
    // Of 3.11 and later: kinds of locals, file, name, qualified name; of earlier ones: free and cell variables, file, name.
    for (let i = 0; i < 4; i++) one()
    at += 4
    one()
    if (version.hasExceptionTable) one()
    return { code: typeof own === 'string' ? own : '', consts, names, locals }
  }
  function dictionary(depth: number): Marshalled[] {
    const out: Marshalled[] = []
    while (bytes.readUInt8(at) !== 0x30) out.push(read(depth + 1), read(depth + 1))
    at++
    return out
  }
  function read(depth: number): Marshalled {
    if (depth > deepest) throw new RangeError('nested too deeply')
    const first = bytes.readUInt8(at++)
    const type = String.fromCharCode(first & 0x7f)
    const ref = first & 0x80 ? refs.push(undefined) - 1 : -1
    const value = readAs(type, depth)
    if (ref >= 0) refs[ref] = value
    return value
  }
  function readAs(type: string, depth: number): Marshalled {
    if ('zZ'.includes(type)) return text(number(1))
    if ('sauA'.includes(type)) return text(number(4))
    if (type === 'r') return refs[number(4)]
    if (type === ')') return list(number(1), depth)
    if ('([<>'.includes(type)) return list(number(4), depth)
    if (type === 'c') return code(depth)
    if (type === 't') {
      const value = text(number(4))
      interned.push(value)
      return value
    }
    if (type === 'R') return interned[number(4)]
    if (type === '{') return dictionary(depth)
    if (type === ':') return list(3, depth)
    skip(type)
    return undefined
  }
  function skip(type: string): void {
    if ('0NFTS.'.includes(type)) return
    if (type === 'i') at += 4
    else if ('Ig'.includes(type)) at += 8
    else if (type === 'y') at += 16
    else if (type === 'l') text(2 * Math.abs(number(4)))
    else if (type === 'f') text(number(1))
    else if (type === 'x') for (let i = 0; i < 2; i++) text(number(1))
    else throw new RangeError('of no known type')
  }
  return read(0)
}
