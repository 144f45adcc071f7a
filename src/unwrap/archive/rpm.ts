import type { Inside, Unwrapper } from '../inside.js'
import { createReading, type Reading, skip } from '../reading.js'

/** The start of an RPM package: the magic of its lead. */
export const rpmMagic = '\xed\xab\xee\xdb'

const leadLength = 96
const headerMagic = 0x8eade801
const pieceLength = 64 * 1024

/**
 * Opens an RPM package (https://rpm-software-management.github.io/rpm/manual/format_v4.html): a lead, a header of signatures, a header that
 * tells of the files, and the payload, a compressed cpio. What the headers hold, scripts too, is not compressed.
 */
export function openRpm(out: Inside): Unwrapper {
  return createReading(readRpm(out))
}

function* readRpm(out: Inside): Reading {
  const isWhole = yield* skip(leadLength)
  const why = isWhole ? ((yield* skipHeader(8)) ?? (yield* skipHeader(1))) : 'ends too early'
  if (why !== undefined) return out.gap({ kind: 'unopened', reason: `the package ${why}` })
  let bytes = yield -pieceLength
  if (bytes.length === 0) return
  out.start({ step: 'rpm:payload', path: 'payload' })
  for (; bytes.length > 0; bytes = yield -pieceLength) out.push(bytes)
  out.end()
}

/** Gives in words what is wrong with the header. `align`: it is filled up to a multiple of so many bytes. */
function* skipHeader(align: number): Reading<string | undefined> {
  const intro = yield 16
  if (intro.length < 16) return 'ends too early'
  if (intro.readUInt32BE(0) !== headerMagic) return 'is malformed'
  const length = 16 * intro.readUInt32BE(8) + intro.readUInt32BE(12)
  return (yield* skip(Math.ceil(length / align) * align)) ? undefined : 'ends too early'
}
