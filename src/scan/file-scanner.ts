import { resolveOverlaps } from '../detect/overlap.js'
import type { Candidate, LocatedCandidate } from '../findings/candidate.js'
import type { CredentialFormat } from '../inspect/files/format.js'
import { formatOf } from '../inspect/files/format-of.js'
import type { ScanTools } from './tools.js'

/** A credential file up to this size is parsed by its format (unless the format says otherwise); every file is searched whole. */
const formatLimit = 4 * 1024 * 1024
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
  /** What limits cut off, in words. */
  cuts: string[]
}

/** One file on its way through; a new one for each, so that nothing of the last can stay. */
type FileState = {
  path: string
  size: number | undefined
  length: number
  /** Undecided until enough of the file is there to know its format. */
  format: CredentialFormat | undefined | 'undecided'
  kept: Buffer[]
  /** What the detector found, if the file came in one piece. */
  found?: LocatedCandidate[]
  cuts: string[]
}

/**
 * Looks at the files of one layer, one after the other: the detector sees every byte, and a credential file is also kept, up to a
 * limit, and parsed by its own format.
 */
export function createFileScanner({ detector, table }: ScanTools): FileScanner {
  const stream = detector.openStream()
  let file = newFile('', undefined)
  return {
    start(path, size) {
      file = newFile(path, size)
    },
    push(bytes) {
      if (file.length === 0 && bytes.length === file.size) file.found = stream.whole(bytes)
      else stream.push(bytes)
      keep(file, bytes)
    },
    end() {
      const found = file.found ?? stream.end()
      if (stream.dropped > 0) file.cuts.push(`${stream.dropped} more places than a file's limit were not looked at`)
      const { format, kept, path } = file.format === 'undecided' ? decide(file) : file
      if (format === undefined || format === 'undecided') return { candidates: found, cuts: file.cuts }
      const text = Buffer.concat(kept).toString('latin1')
      const parsed = locate(text, format.parse(text, path))
      return { candidates: resolveOverlaps([...parsed, ...found], table), cuts: file.cuts }
    },
  }
}

function newFile(path: string, size: number | undefined): FileState {
  return { path, size, length: 0, format: 'undecided', kept: [], cuts: [] }
}

/** Keeps what a format will parse, and until then what it takes to know the format. */
function keep(file: FileState, bytes: Uint8Array): void {
  const first = file.length === 0
  file.length += bytes.length
  if (first && (bytes.length >= headLength || bytes.length === file.size)) decide(file, bytes)
  if (file.format === undefined) return
  file.kept.push(Buffer.from(bytes))
  if (file.format === 'undecided') {
    if (file.length >= headLength) decide(file)
    return
  }
  const limit = file.format.limit ?? formatLimit
  if (file.length <= limit) return
  file.cuts.push(`larger than ${limit} bytes: searched, but not parsed as ${file.format.id}`)
  forget(file)
}

function decide(file: FileState, head: Uint8Array = Buffer.concat(file.kept)): FileState {
  file.format = formatOf(file.path, head.subarray(0, headLength))
  if (!file.format) forget(file)
  return file
}

function forget(file: FileState): void {
  file.format = undefined
  file.kept = []
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
