import { resolveOverlaps } from '../../detect/overlap.js'
import type { Candidate, LocatedCandidate } from '../../findings/candidate.js'
import { assignedSignatures } from '../../inspect/assigned/assigned-look.js'
import { formatOf } from '../../inspect/files/format-of.js'
import { inspectImageText, longestImageText, mayBeImageText } from '../../inspect/inner-image.js'
import { headLength } from '../../unwrap/wrappings.js'
import type { ScanTools } from '../tools.js'
import type { FileState } from './file-state.js'

/** Bytes of a file kept until its end is known: for its format's parser, and for its checksum. No format asks for more. */
export const heldLimit = 16 * 1024 * 1024

/**
 * What was found in a file together with what its own format finds, and why that is not all, in words. `bytes`: the file, or its first
 * bytes, if it is larger than the limit.
 */
export function withOwnFormat(
  { file: { path }, length }: Pick<FileState, 'file' | 'length'>,
  found: LocatedCandidate[],
  bytes: Buffer,
  tools: Pick<ScanTools, 'table' | 'detector'>,
): { own: LocatedCandidate[]; cuts: string[] } {
  const { table } = tools
  const format = formatOf(path, bytes.subarray(0, headLength))
  if (format === undefined && mayBeImageText(path, bytes) && length <= Math.min(bytes.length, longestImageText)) {
    return { own: withImage(found, bytes, tools), cuts: [] }
  }
  if (format === undefined || length === 0) return { own: found, cuts: [] }
  if (length > Math.min(format.limit, heldLimit)) {
    if (format.isOptional) return { own: found, cuts: [] }
    return { own: found, cuts: [`larger than ${format.limit} bytes: searched, but not parsed as ${format.id}`] }
  }
  const text = bytes.toString('latin1')
  const parsed = locate(text, format.parse(text, path))
  return {
    own: parsed.length === 0 ? found : resolveOverlaps([...parsed, ...unparsed(found, parsed)], table),
    cuts: [],
  }
}

/** What the texts of an image inside the image say of their fields stands for what was found in the same bytes. */
function withImage(
  found: LocatedCandidate[],
  bytes: Buffer,
  { table, detector }: Pick<ScanTools, 'table' | 'detector'>,
): LocatedCandidate[] {
  const text = bytes.toString('latin1')
  const told = locate(text, inspectImageText(text, detector, table))
  return [...told, ...found.filter(({ start, end }) => !told.some((one) => one.start < end && start < one.end))]
}

/** What was found by key and value yields to what the file's own format says of the same bytes. */
function unparsed(found: LocatedCandidate[], parsed: readonly LocatedCandidate[]): LocatedCandidate[] {
  return found.filter(
    ({ signature, start, end }) =>
      !assignedSignatures.has(signature) || !parsed.some((one) => one.start < end && start < one.end),
  )
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
