import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import pLimit from 'p-limit'
import type { Gap, Report } from '../findings/finding.js'
import { type Problem, problemOf } from '../problem.js'
import { readSignatureTable } from '../signatures/read-table.js'
import type { SignatureTable } from '../signatures/table.js'
import type { PullProgress } from '../sources/engine/pull/pull-progress.js'
import type { PullPolicy } from '../sources/options.js'
import { resolveReference } from '../sources/resolve.js'
import type { Source } from '../sources/source.js'
import type { LayerCache } from './cache/layer-cache.js'
import type { ScanEvent } from './events.js'
import type { ScannedSource } from './place/source.js'
import { makeReport } from './report.js'
import { scanSource } from './scan-source.js'
import type { ScanTools } from './tools.js'

export type { ScanEvent } from './events.js'

/** Sources that are read at once, unless told otherwise: one keeps the disk busy while the other is being looked at. */
const defaultConcurrency = 2

export type ScanOptions = {
  /** As DESIGN's references: `docker:NAME`, `docker-archive:FILE`, `-`, a path or an image name. */
  references: string[]
  /** Every image of the engine, and its build-cache records. */
  all?: boolean
  pull: PullPolicy
  /** As Docker's `DOCKER_HOST`. */
  dockerHost?: string
  /** e.g. `linux/arm64`. */
  platform?: string
  /** Put the secrets themselves into the report. */
  showSecrets: boolean
  /** A wrapping that was not opened makes the scan incomplete. */
  strict: boolean
  env: Readonly<Record<string, string | undefined>>
  stdin: Readable
  /** Where the layer cache is; unset: none is used. Nor is it with `showSecrets`, for it holds no secrets. */
  cacheFolder?: string
  /** Sources read at once. */
  concurrency?: number
  signal?: AbortSignal
  onEvent?: (event: ScanEvent) => void
}

/** `problems`: what went wrong without ending the scan. If there are any, or the report is incomplete, the exit code is 2. */
export type ScanResult = { report: Report; problems: Problem[] }

/** Scans everything that the options name. What fails becomes a problem; the rest is reported all the same. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const table = await readSignatureTable()
  const limit = pLimit(options.concurrency ?? defaultConcurrency)
  const wanted = options.all ? [undefined] : options.references
  const session = await openSession(options, table)
  const scanned = await Promise.all(wanted.map((reference) => limit(() => scanOne(reference, options, session))))
  const problems = scanned.flatMap((one) => one.problems)
  return { report: makeReport(scanned, table, options.strict), problems }
}

type Session = { cache?: LayerCache; tools: () => Promise<ScanTools> }

/** What all sources of one scan share. The detector is made when something is to be read. */
async function openSession(options: ScanOptions, table: SignatureTable): Promise<Session> {
  const { env, cacheFolder, showSecrets, onEvent } = options
  const idKey = env.JETSAM_ID_KEY
  const keyed = idKey ? { idKey } : {}
  const onNote = (text: string) => onEvent?.({ kind: 'note', text })
  const cache =
    cacheFolder !== undefined && !showSecrets
      ? await (await import('./cache/open-cache.js')).openCache({
          folder: cacheFolder,
          signatures: table.digest,
          onNote,
          ...keyed,
        })
      : undefined
  const key = cache?.key ?? randomBytes(32)
  let tools: Promise<ScanTools> | undefined
  return {
    ...(cache && { cache }),
    tools: () => {
      tools ??= import('./tools.js').then(({ createTools }) => createTools(table, { key, showSecrets, ...keyed }))
      return tools
    },
  }
}

async function scanOne(reference: string | undefined, options: ScanOptions, session: Session): Promise<ScannedSource> {
  const onEvent = options.onEvent ?? (() => {})
  try {
    options.signal?.throwIfAborted()
    const source = await openSource(reference, options, onEvent)
    return await scanSource(source, { ...session, onEvent, ...(options.signal && { signal: options.signal }) })
  } catch (error) {
    const problem = options.signal?.aborted ? interrupted : problemOf(error)
    const gap: Gap = { kind: 'unread', where: reference ?? 'the engine', reason: problem.message }
    return { images: [], placed: [], gaps: [gap], problems: [problem], layers: 0, files: 0, bytes: 0 }
  }
}

const interrupted: Problem = { code: 'interrupted', message: 'the scan was interrupted' }

async function openSource(
  reference: string | undefined,
  options: ScanOptions,
  onEvent: (event: ScanEvent) => void,
): Promise<Source> {
  const { env, stdin, pull, dockerHost, platform, signal } = options
  const sourceOptions = {
    env,
    stdin,
    pull,
    ...(dockerHost && { dockerHost }),
    ...(platform && { platform }),
    onProgress: (progress: PullProgress) => onEvent({ kind: 'pull', ...progress }),
  }
  return resolveReference(reference, sourceOptions, signal)
}
