import type { Readable } from 'node:stream'
import { fieldOf, textOf } from '../../../image/json-shape.js'
import type { Platform, PlatformChoice } from '../../../image/platform.js'
import type { Problem } from '../../../problem.js'
import type { ArchiveContents } from '../../archive/contents.js'
import { parseJson } from '../../archive/contents.js'
import { pump } from '../../archive/pump.js'
import { type ResolvedArchive, resolveArchive } from '../../archive/resolve/resolve-archive.js'
import { createArchiveWalk } from '../../archive/walk.js'
import { plainLine } from '../../plain-line.js'
import type { LayerReader, SourceResult } from '../../source.js'
import { platformQuery } from '../api/api-version.js'
import type { EngineClient } from '../api/client.js'
import { type Endpoint, engineAt } from '../api/endpoint.js'
import { engineErrorText, engineProblem } from '../api/engine-error.js'

export type ExportOptions = {
  /** What is exported, for messages. */
  what: string
  /** Put before every blob's id. */
  idPrefix?: string
  platform?: PlatformChoice
  hostPlatform: Platform
}

export type ExportResult =
  /** The engine refused before the first byte. */
  { kind: 'refused'; problem: Problem } | { kind: 'read'; contents: ArchiveContents; result: SourceResult }

/**
 * Exports images and reads the stream in one pass, with no copy of it anywhere. An export counts as whole only if it has a
 * manifest and the end of the archive: an engine that fails in the middle has sent its `200 OK` already.
 */
export async function exportImages(
  client: EngineClient,
  ids: string[],
  reader: LayerReader,
  options: ExportOptions,
  signal?: AbortSignal,
): Promise<ExportResult> {
  const { what, idPrefix, platform, hostPlatform } = options
  const { endpoint } = client
  let stream: Readable
  try {
    const query = platformQuery('export', client.apiVersion, platform)
    stream = await client.exportImages({ names: ids, ...query }, signal)
  } catch (error) {
    signal?.throwIfAborted()
    return { kind: 'refused', problem: engineProblem(`export ${what}`, endpoint, error) }
  }
  const truncated = brokenOff(what, endpoint, 'its end is missing')
  const walk = createArchiveWalk(reader, { truncated, ...(idPrefix && { idPrefix }) })
  const error = await pump(stream, walk.write, signal)
  const broken = error && brokenOff(what, endpoint, engineErrorText(error))
  const contents = await walk.end(broken)
  signal?.throwIfAborted()
  const refusal = takeRefusal(contents)
  const resolved = await resolveArchive(contents, reader, {
    reference: what,
    hostPlatform,
    ...(platform && { platform }),
  })
  const problem = broken ?? endingProblem(contents, resolved, refusal, what, endpoint)
  return { kind: 'read', contents, result: withProblem(resolved, problem, what) }
}

/** What is missing is so because the export broke off: one line for one cause. */
function withProblem(
  { hasManifest: _, lacks, ...result }: ResolvedArchive,
  problem: Problem | undefined,
  what: string,
) {
  if (!problem) return { ...result, problems: [...lacks, ...result.problems] }
  const gap = { kind: 'unread' as const, where: what, reason: problem.message }
  return { ...result, gaps: [...result.gaps, gap], problems: [problem, ...result.problems] }
}

/** The error that an engine appended to the archive, taken out of what is inspected. */
function takeRefusal(contents: ArchiveContents): string | undefined {
  for (const [index, entry] of contents.trailing.entries()) {
    const value = parseJson(entry)
    const message =
      textOf(fieldOf(value, 'errorDetail'), 'message') || textOf(value, 'error') || textOf(value, 'message')
    if (message === '') continue
    contents.trailing.splice(index, 1)
    return plainLine(message)
  }
  return undefined
}

function endingProblem(
  contents: ArchiveContents,
  resolved: ResolvedArchive,
  refusal: string | undefined,
  what: string,
  endpoint: Endpoint,
): Problem | undefined {
  if (refusal) return brokenOff(what, endpoint, refusal)
  if (contents.ending !== 'complete' || !contents.endMark) return brokenOff(what, endpoint, 'its end is missing')
  if (!resolved.hasManifest) return brokenOff(what, endpoint, 'its manifest is missing')
  return contents.isCorrupt ? brokenOff(what, endpoint, 'it is no valid archive') : undefined
}

function brokenOff(what: string, endpoint: Endpoint, why: string): Problem {
  return {
    code: 'engine-failed',
    message: `the export of ${what} by ${engineAt(endpoint)} broke off: ${why}`,
    hint: "Try again; what came before was scanned, and the engine's own log may say more",
  }
}
