import type { Readable } from 'node:stream'
import { Failure, type Problem } from '../../problem.js'
import { plainLine } from '../plain-line.js'
import type { LayerReader, SourceResult } from '../source.js'
import { archiveProblem } from './archive-problem.js'
import type { ArchiveContents } from './contents.js'
import { createInflatedStream } from './inflate.js'
import type { ArchiveLimits } from './limits.js'
import { pump } from './pump.js'
import { type ResolvedArchive, resolveArchive } from './resolve/resolve-archive.js'
import { createArchiveWalk } from './walk.js'

export type ArchiveOptions = {
  /** As the user named it. */
  reference: string
  platform?: string
  hostPlatform: string
  limits?: Partial<ArchiveLimits>
}

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
  const { reference: name } = options
  const walk = createArchiveWalk(reader, { limits: options.limits, truncated: archiveProblem.truncated(name) })
  const inflated = createInflatedStream((bytes) => walk.write(bytes))
  const readError = await pump(stream, inflated.write, signal)
  const { error } = await inflated.end()
  const broken = readError
    ? archiveProblem.corrupt(name, plainLine(readError.message))
    : error && archiveProblem.corrupt(name, plainLine(error.message))
  const contents = await walk.end(broken)
  signal?.throwIfAborted()
  if (contents.count === 0) throw new Failure(broken ?? nothingRead(contents, name))
  const resolved = await resolveArchive(contents, reader, options)
  return {
    ...withPlaceholder(resolved, options),
    problems: [...endingProblems(contents, resolved, options, broken), ...resolved.problems],
  }
}

function nothingRead(contents: ArchiveContents, name: string): Problem {
  return contents.bytes === 0 ? archiveProblem.empty(name) : archiveProblem.notTar(name)
}

function endingProblems(
  contents: ArchiveContents,
  resolved: ResolvedArchive,
  { reference: name, platform }: ArchiveOptions,
  broken: Problem | undefined,
): Problem[] {
  const problems: Problem[] = []
  if (broken) problems.push(broken)
  else if (contents.ending === 'truncated') problems.push(archiveProblem.truncated(name))
  else if (contents.isCorrupt) problems.push(archiveProblem.corrupt(name, 'not every entry has a header'))
  if (resolved.hasManifest) {
    const isMissing = resolved.images.length === 0 && platform !== undefined && problems.length === 0
    if (isMissing) problems.push(archiveProblem.noPlatform(name, platform))
  } else if (problems.length === 0) {
    // Cut off between two entries: what is there is whole, but the manifest, which stands last, is gone.
    problems.push(contents.endMark ? archiveProblem.noManifest(name) : archiveProblem.truncated(name))
  }
  return problems
}

/** Findings need an image to stand in, also where nothing says which one it is. */
function withPlaceholder(resolved: ResolvedArchive, { reference }: ArchiveOptions): SourceResult {
  const { hasManifest: _, ...result } = resolved
  if (result.images.length > 0) return result
  const unknown = { id: 'unknown', platform: 'unknown', tags: [], config: {}, layers: [] }
  return { ...result, images: [{ reference, source: 'archive', ...unknown }] }
}
