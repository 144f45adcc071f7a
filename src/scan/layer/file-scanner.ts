import { resolveOverlaps } from '../../detect/overlap.js'
import type { Candidate, LocatedCandidate } from '../../findings/candidate.js'
import { formatOf } from '../../inspect/files/format-of.js'
import { contentDigests } from '../../layer/packages/content-digests.js'
import type { ScanTools } from '../tools.js'
import { createHeldBytes } from './held-bytes.js'

/** Bytes of a file kept until its end is known: for its format's parser, and for its checksums. No format asks for more. */
export const heldLimit = 16 * 1024 * 1024
/** What a format known by its first bytes gets to see. */
const headLength = 512

export type FileScanner = {
  /** `path`: normalized, without a leading slash; a byte string. `size` in bytes, if known. */
  start(path: string, size?: number): void
  /** The bytes are used before `push` returns. */
  push(bytes: Uint8Array): void
  end(): ScannedFile
}

export type ScannedFile = {
  candidates: LocatedCandidate[]
  /** Of the whole file, see `contentDigests`; only where there are candidates, and the file was small enough to be held. */
  digests?: string[]
  /** What limits cut off, in words. */
  cuts: string[]
}

/**
 * Looks at the files of one layer, one after the other: the detector sees every byte, and a credential file is also parsed, up to a
 * limit, by its own format.
 */
export function createFileScanner({ detector, table, isTold }: ScanTools): FileScanner {
  const stream = detector.openStream()
  const bytesHeld = createHeldBytes(heldLimit, headLength)
  let path = ''
  let size: number | undefined
  let length = 0
  /** Of a file that came in one piece. */
  let scanned: ScannedFile | undefined

  function conclude(found: LocatedCandidate[], bytes: Uint8Array): ScannedFile {
    const { candidates: parsed, cuts } = parse(path, bytes, length)
    if (stream.dropped > 0) cuts.push(`${stream.dropped} more places than a file's limit were not looked at`)
    const all = parsed.length === 0 ? found : resolveOverlaps([...parsed, ...found], table)
    const candidates = all.filter(isTold)
    const isOwnable = candidates.length > 0 && bytes.length === length
    return { candidates, cuts, ...(isOwnable && { digests: contentDigests(bytes) }) }
  }

  return {
    start(nextPath, nextSize) {
      path = nextPath
      size = nextSize
      length = 0
      scanned = undefined
      bytesHeld.start(size)
      stream.at?.(path)
    },
    push(bytes) {
      const isWhole = length === 0 && bytes.length === size
      length += bytes.length
      if (isWhole) scanned = conclude(stream.whole(bytes), bytes)
      else {
        stream.push(bytes)
        bytesHeld.push(bytes)
      }
    },
    end: () => scanned ?? conclude(stream.end(), bytesHeld.held()),
  }
}

/** What the file's own format finds. `bytes`: the file, or its first bytes, if it is larger than the limit. */
function parse(path: string, bytes: Uint8Array, length: number): ScannedFile {
  const format = formatOf(path, bytes.subarray(0, headLength))
  if (format === undefined || length === 0) return { candidates: [], cuts: [] }
  if (length > Math.min(format.limit, heldLimit)) {
    return { candidates: [], cuts: [`larger than ${format.limit} bytes: searched, but not parsed as ${format.id}`] }
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return { candidates: locate(text, format.parse(text, path)), cuts: [] }
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
