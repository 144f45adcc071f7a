import type { Inside } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'
import { type Constant, handOutConstants } from './listing.js'
import { type Marshalled, type PythonCode, readMarshalled } from './marshal.js'
import { namedConstants } from './python-names.js'
import { type PythonVersion, pythonVersionOf } from './python-version.js'

/** `c`, with or without the mark of an object that is referred to. */
const codeType = 0x63

/** Whether this is compiled Python of a version that is read: a number, a line end, and behind the header a code object (PEP 552). */
export function isPythonCode(head: Buffer): boolean {
  if (head[2] !== 0x0d || head[3] !== 0x0a) return false
  const version = pythonVersionOf(head.readUInt16LE(0))
  return version !== undefined && ((head[version.headerLength] ?? 0) & 0x7f) === codeType
}

/** Reads compiled Python: every text and byte string of its code, with the names that they are given to. */
export function readPythonCode(bytes: Buffer, out: Inside, { path }: WrappedFile): void {
  out.meter.addWork(bytes.length)
  const version = pythonVersionOf(bytes.readUInt16LE(0))!
  const found: Constant[] = []
  collect(readMarshalled(bytes, version.headerLength, version), version, found, new Set())
  const source = sourceOf(path)
  handOutConstants(out, { step: 'pyc', path: source, textPath: `${source}w` }, found)
}

/** An object that is referred to again is read once. */
function collect(value: Marshalled, version: PythonVersion, found: Constant[], seen: Set<Marshalled>): void {
  if (typeof value === 'string') found.push({ text: value })
  else if (value === undefined || seen.has(value)) return
  else {
    seen.add(value)
    if (Array.isArray(value)) for (const one of value) collect(one, version, found, seen)
    else collectCode(value, version, found, seen)
  }
}

function collectCode(code: PythonCode, version: PythonVersion, found: Constant[], seen: Set<Marshalled>): void {
  found.push(...namedConstants(code, version))
  for (const one of code.consts) collect(one, version, found, seen)
}

/** The source's path: `a/__pycache__/b.cpython-311.pyc` is of `a/b.py` (PEP 3147). */
function sourceOf(path: string): string {
  const source = path.replace(/(?:^|\/)__pycache__\/([^/]*)$/, (whole, name) =>
    whole.startsWith('/') ? `/${name}` : name,
  )
  return `${source.replace(/(?:\.(?:cpython|pypy)-?\d{2,4}(?:\.opt-\d)?)?\.py[co]$/, '')}.py`
}
