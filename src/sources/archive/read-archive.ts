import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { formatPlatform, onePlatform } from '../../image/platform.js'
import { Failure, type Problem } from '../../problem.js'
import { plainLine } from '../plain-line.js'
import type { LayerReader, SourceResult } from '../source.js'
import { archiveProblem } from './archive-problem.js'
import type { ArchiveContents } from './contents.js'
import { createInflatedStream } from './inflate.js'
import { defaultArchiveLimits } from './limits.js'
import { pump } from './pump.js'
import { type ResolveOptions, resolveArchive, unaskedBlobs } from './resolve/resolve-archive.js'
import { type ArchiveWalk, createArchiveWalk } from './walk.js'
import { walkFile } from './walk-file.js'

/** `reference`: the archive as the user named it. */
export type ArchiveOptions = ResolveOptions

/** A reader that takes ranges of a file, too. */
export type RangeReader = LayerReader & Required<Pick<LayerReader, 'range'>>

/**
 * Reads an archive from a stream, once, to its end.
 * @throws Failure if nothing of an archive could be read: missing, empty, not a tar
 */
export async function readArchive(
  stream: Readable,
  reader: LayerReader,
  options: ArchiveOptions,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const walk = walkFor(reader, options)
  const inflated = createInflatedStream((bytes) => walk.write(bytes))
  const readError = await pump(stream, inflated.write, signal)
  const { error, trailing } = await inflated.end()
  return conclude(walk, reader, options, { error: readError ?? error, trailing, signal })
}

/**
 * Reads an archive in a file of `size` bytes that is not compressed. Its larger blobs are left to the reader's `range`.
 * @throws Failure as `readArchive`
 */
export async function readArchiveFile(
  file: FileHandle,
  size: number,
  reader: RangeReader,
  options: ArchiveOptions,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const walk = walkFor(reader, options)
  const { rangeBytes } = { ...defaultArchiveLimits, ...options.limits }
  const error = await walkFile(file, size, walk, { range: reader.range, rangeBytes }, signal)
  return conclude(walk, reader, options, { error, signal })
}

function walkFor(reader: LayerReader, { limits, reference }: ArchiveOptions): ArchiveWalk {
  return createArchiveWalk(reader, { limits, truncated: archiveProblem.truncated(reference) })
}

/** How the bytes of an archive ended. */
type Ending = { error?: { message: string } | undefined; trailing?: number; signal?: AbortSignal | undefined }

async function conclude(
  walk: ArchiveWalk,
  reader: LayerReader,
  options: ArchiveOptions,
  { error, trailing, signal }: Ending,
): Promise<SourceResult> {
  const { reference: name } = options
  const broken = error && archiveProblem.corrupt(name, plainLine(error.message))
  const contents = await walk.end(broken, (contents) => unaskedBlobs(contents, options))
  signal?.throwIfAborted()
  if (contents.count === 0) throw new Failure(broken ?? nothingRead(contents, name))
  const { hasManifest, lacks, ...resolved } = await resolveArchive(contents, reader, options)
  const problem = endingProblem(contents, hasManifest, broken, name)
  if (trailing) {
    const reason = `${trailing} bytes after the compressed data`
    resolved.gaps.push({ kind: 'unread', where: name, reason })
  }
  if (problem) {
    const gap = { kind: 'unread' as const, where: name, reason: problem.message }
    // What a cut took away is missing because of it; what noise in the middle took away is worth its own line.
    const others = problem.code === 'archive-corrupt' && !broken ? [...lacks, ...resolved.problems] : resolved.problems
    return { ...resolved, gaps: [...resolved.gaps, gap], problems: [problem, ...others] }
  }
  const problems = [...lacks, ...resolved.problems]
  const platform = onePlatform(options.platform)
  if (platform && lacks.length === 0 && resolved.images.length === 0)
    problems.push(archiveProblem.noPlatform(name, formatPlatform(platform)))
  return { ...resolved, problems }
}

function nothingRead(contents: ArchiveContents, name: string): Problem {
  return contents.bytes === 0 ? archiveProblem.empty(name) : archiveProblem.notTar(name)
}

function endingProblem(
  contents: ArchiveContents,
  hasManifest: boolean,
  broken: Problem | undefined,
  name: string,
): Problem | undefined {
  if (broken) return broken
  if (contents.ending === 'truncated') return archiveProblem.truncated(name)
  if (contents.isCorrupt) return archiveProblem.corrupt(name, 'not every entry has a header')
  if (hasManifest) return undefined
  // Cut off between two entries: what is there is whole, but the manifest, which stands last, is gone.
  return contents.endMark ? archiveProblem.noManifest(name) : archiveProblem.truncated(name)
}
