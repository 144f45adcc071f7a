import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import pLimit from 'p-limit'
import type { Gap, Report } from '../findings/finding.js'
import { type Problem, problemOf } from '../problem.js'
import type { PullProgress } from '../sources/engine/pull/pull-progress.js'
import type { PullPolicy, RegistryOptions, SourceOptions } from '../sources/options.js'
import { resolveReference } from '../sources/resolve.js'
import type { Source } from '../sources/source.js'
import type { UnwrapOptions } from '../unwrap/limits.js'
import type { OpenedBases } from './base/open-bases.js'
import type { ScanEvent } from './events.js'
import type { Dockerfile } from './place/dockerfile-lines.js'
import type { ScannedSource } from './place/source.js'
import { makeReport } from './report.js'
import { scanSource } from './scan-source.js'
import { openSession, type Session } from './session.js'
import { type SignatureChoice, signaturesInForce } from './signatures-in-force.js'

export type { ScanEvent } from './events.js'

/** Sources that are read at once: one keeps the disk busy while the other is being looked at. */
const sourcesAtOnce = 2
/** Threads unless told otherwise, at most: each takes some 100 MiB. */
const defaultThreads = 3

export type ScanOptions = SignatureChoice & {
  /** Each is a path, an image name, `-`, or one of those after a scheme: see `parseReference`. */
  references: string[]
  /** Every image of the engine, and its build-cache records. */
  all?: boolean
  pull: PullPolicy
  /** As Docker's `DOCKER_HOST`. */
  dockerHost?: string
  /** e.g. `linux/arm64`, or `all`. */
  platform?: string
  /** That the images are built from: findings tell its lines. */
  dockerfile?: Dockerfile
  /** References of images that they may have been built on. */
  bases?: readonly string[]
  /** How registries are talked to. */
  registry?: RegistryOptions
  /** Put the secrets themselves into the report. */
  showSecrets: boolean
  /** What opening files inside files may cost, where it is not left to the defaults; a depth of 0 opens none. */
  unwrap?: UnwrapOptions
  /** A wrapping that was not opened makes the scan incomplete. */
  strict: boolean
  env: Readonly<Record<string, string | undefined>>
  stdin: Readable
  /** Where the layer cache is; unset: none is used. Nor is it with `showSecrets`, for it holds no secrets. */
  cacheFolder?: string
  /** Threads at work at once; by default one for each core, but not many. With 1, all is done in the calling thread. */
  concurrency?: number
  signal?: AbortSignal
  onEvent?: (event: ScanEvent) => void
}

/** `problems`: what went wrong without ending the scan. If there are any, or the report is incomplete, the exit code is 2. */
export type ScanResult = { report: Report; problems: Problem[] }

/** Scans everything that the options name. What fails becomes a problem; the rest is reported all the same. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const { table, notes } = await signaturesInForce(options)
  for (const text of notes) options.onEvent?.({ kind: 'note', text })
  const threads = options.concurrency ?? Math.min(availableParallelism(), defaultThreads)
  const limit = pLimit(Math.min(threads, sourcesAtOnce))
  const wanted = options.all ? [undefined] : options.references
  const session = await openSession(options, table, threads)
  try {
    const bases = basesOf(options)
    // It is awaited where it is needed.
    bases.catch(() => {})
    const scanned = await Promise.all(
      wanted.map((reference) => limit(() => scanOne(reference, options, session, bases))),
    )
    const problems = [...(await bases.catch(() => noBases)).problems, ...scanned.flatMap((one) => one.problems)]
    const untold = options.unwrap?.depth === 0 ? [notOpened] : []
    return { report: makeReport(scanned, table, options.strict, untold), problems }
  } finally {
    await session.close()
  }
}

async function basesOf(options: ScanOptions): Promise<OpenedBases> {
  if (!options.bases?.length) return noBases
  const { openBases } = await import('./base/open-bases.js')
  return openBases(options.bases, sourceOptionsOf(options), options.signal)
}

const noBases: OpenedBases = { bases: [], problems: [] }

async function scanOne(
  reference: string | undefined,
  options: ScanOptions,
  session: Session,
  bases: Promise<OpenedBases>,
): Promise<ScannedSource> {
  const onEvent = options.onEvent ?? (() => {})
  try {
    options.signal?.throwIfAborted()
    const source = await openSource(reference, options, onEvent)
    const { dockerfile, signal } = options
    return await scanSource(source, {
      ...session,
      onEvent,
      told: { ...(dockerfile && { dockerfile }), bases: (await bases).bases },
      ...(signal && { signal }),
    })
  } catch (error) {
    const problem = options.signal?.aborted ? interrupted : problemOf(error)
    const gap: Gap = { kind: 'unread', where: reference ?? 'the engine', reason: problem.message }
    return { images: [], placed: [], gaps: [gap], problems: [problem], layers: 0, files: 0, bytes: 0 }
  }
}

/** Told with every report of a scan that opens nothing. */
const notOpened: Gap = {
  kind: 'unopened',
  where: 'files inside files',
  reason: 'not opened, as --no-unwrap asks: the bytes of every file were searched as they are',
}

const interrupted: Problem = { code: 'interrupted', message: 'the scan was interrupted' }

async function openSource(
  reference: string | undefined,
  options: ScanOptions,
  onEvent: (event: ScanEvent) => void,
): Promise<Source> {
  const onProgress = (progress: PullProgress) => onEvent({ kind: 'pull', ...progress })
  return resolveReference(reference, { ...sourceOptionsOf(options), onProgress }, options.signal)
}

function sourceOptionsOf({ env, stdin, pull, dockerHost, platform, registry }: ScanOptions): SourceOptions {
  return {
    env,
    stdin,
    pull,
    ...(dockerHost && { dockerHost }),
    ...(platform && { platform }),
    ...(registry && { registry }),
  }
}
