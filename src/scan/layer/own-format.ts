import type { Candidate, LocatedCandidate } from '../../findings/candidate.js'
import { formatOf } from '../../inspect/files/format-of.js'
import { headLength } from '../../unwrap/wrappings.js'

/** Bytes of a file kept until its end is known: for its format's parser, and for its checksum. No format asks for more. */
export const heldLimit = 16 * 1024 * 1024

/** What the file's own format finds. `bytes`: the file, or its first bytes, if it is larger than the limit; `length`: the file's. */
export function parseOwnFormat(
  path: string,
  bytes: Uint8Array,
  length: number,
): { candidates: LocatedCandidate[]; cut?: string } {
  const format = formatOf(path, bytes.subarray(0, headLength))
  if (format === undefined || length === 0) return { candidates: [] }
  if (length > Math.min(format.limit, heldLimit)) {
    return { candidates: [], cut: `larger than ${format.limit} bytes: searched, but not parsed as ${format.id}` }
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return { candidates: locate(text, format.parse(text, path)) }
}

function locate(text: string, candidates: Candidate[]): LocatedCandidate[] {
  let line = 1
  let lineStart = 0
  return [...candidates]
    .sort((a, b) => a.start - b.start)
    .map((candidate) => {
      for (let end = text.indexOf('\n', lineStart); end !== -1 && end < candidate.start; ) {
        line++
        lineStart = end + 1
        end = text.indexOf('\n', lineStart)
      }
      return { ...candidate, line, column: candidate.start - lineStart + 1 }
    })
}
