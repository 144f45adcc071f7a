import { normalizeTarPath } from '../../layer/tar/path.js'
import type { Inside, Unwrapper } from '../inside.js'
import { createReading, type Reading } from '../reading.js'
import { type CpioFormat, type CpioHeader, cpioFormatOf, cpioMagicLength } from './cpio-header.js'

/** A file up to this size is handed out in one piece, in bytes. */
const atOnce = 64 * 1024
/** What an entry costs that brings nothing, in units of work. */
const workPerEntry = 512

const lastName = 'TRAILER!!!'

/**
 * Opens a cpio archive, or several, one behind the other, as an initial RAM disk has them
 * (https://docs.kernel.org/driver-api/early-userspace/buffer-format.html). What follows the last one, which there is compressed, is handed out
 * under the step `cpio`.
 */
export function openCpio(out: Inside): Unwrapper {
  return createReading(readCpio(out))
}

function* readCpio(out: Inside): Reading {
  for (;;) {
    const start = Buffer.from(yield cpioMagicLength)
    const format = cpioFormatOf(start)
    if (format === undefined) {
      if (start.length > 0) yield* handOutRest(out, start)
      return
    }
    const why = yield* readArchive(out, format, start)
    if (why !== undefined) return out.gap({ kind: 'unopened', reason: `the cpio archive ${why}` })
    yield 0
  }
}

/** Gives in words what is wrong with the archive. */
function* readArchive(out: Inside, format: CpioFormat, magic: Buffer): Reading<string | undefined> {
  for (let start = magic; ; start = Buffer.from(yield cpioMagicLength)) {
    if (start.length < cpioMagicLength) return 'ends too early'
    if (cpioFormatOf(start) !== format) return 'is malformed'
    const rest = yield format.length - cpioMagicLength
    if (rest.length < format.length - cpioMagicLength) return 'ends too early'
    const header = format.read(Buffer.concat([start, rest]))
    if (header === undefined) return 'is malformed'
    const nameRoom = header.nameLength + paddingOf(format, format.length + header.nameLength)
    const name = yield nameRoom
    if (name.length < nameRoom) return 'ends too early'
    const stored = name.toString('latin1', 0, header.nameLength - 1)
    if (stored === lastName) return undefined
    if (!(yield* readEntry(out, header, stored))) return 'ends too early'
    const padding = paddingOf(format, header.size)
    if (padding > 0) yield padding
  }
}

function paddingOf({ align }: CpioFormat, length: number): number {
  return (align - (length % align)) % align
}

/** Says whether it was all there. */
function* readEntry(out: Inside, { size, isFile }: CpioHeader, name: string): Reading<boolean> {
  if (size === 0 && !isFile) {
    out.meter.addWork(workPerEntry)
    return true
  }
  const { path } = normalizeTarPath(name)
  out.start({ step: `cpio:${path}`, path, size })
  let left = size
  while (left > 0) {
    const bytes = yield left <= atOnce ? left : -left
    if (bytes.length > 0) out.push(bytes)
    if (bytes.length === 0 || (left <= atOnce && bytes.length < left)) break
    left -= bytes.length
  }
  out.end()
  return left === 0
}

function* handOutRest(out: Inside, start: Buffer): Reading {
  out.start({ step: 'cpio', path: '' })
  for (let bytes = start; bytes.length > 0; bytes = yield -atOnce) out.push(bytes)
  out.end()
}
