import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import pLimit from 'p-limit'
import type { ComposeProject } from '../compose/project.js'
import type { Gap, Report } from '../findings/finding.js'
import { type Problem, problemOf } from '../problem.js'
import type { PullProgress } from '../sources/engine/pull/pull-progress.js'
import type { PullPolicy, RegistryOptions, SourceOptions } from '../sources/options.js'
import { resolveReference } from '../sources/resolve.js'
import type { Source } from '../sources/source.js'
import type { UnwrapOptions } from '../unwrap/limits.js'
import type { OpenedBases } from './base/open-bases.js'
import {
  forServices,
  imagesOfServices,
  problemForServices,
  problemsOfServices,
  type WantedImage,
} from './compose/wanted-images.js'
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
  /** A Compose project: its files are looked at, and the images of its services. */
  compose?: ComposeProject
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
  const wanted = wantedImages(options)
  const session = await openSession(options, table, threads)
  try {
    const bases = basesOf(options)
    // It is awaited where it is needed.
    bases.catch(() => {})
    const images = await Promise.all(wanted.map((one) => limit(() => scanOne(one, options, session, bases))))
    const files = options.compose ? [await scanFiles(options.compose, session)] : []
    const scanned = [...files, ...images]
    const problems = [...(await bases.catch(() => noBases)).problems, ...scanned.flatMap((one) => one.problems)]
    const untold = options.unwrap?.depth === 0 ? [notOpened] : []
    return { report: makeReport(scanned, table, options.strict, untold), problems }
  } finally {
    await session.close()
  }
}

function wantedImages({ all, references, compose }: ScanOptions): WantedImage[] {
  const named = all ? [undefined] : references
  return [...named.map((reference) => ({ reference })), ...(compose ? imagesOfServices(compose) : [])]
}

/** What a Compose project's files hold, and which services have no image that could be scanned. */
async function scanFiles(project: ComposeProject, session: Session): Promise<ScannedSource> {
  const { scanCompose } = await import('./compose/scan-compose.js')
  const scanned = await scanCompose(project, await session.tools())
  const problems = problemsOfServices(project)
  const gaps = problems.map(({ message }): Gap => ({ kind: 'unread', where: project.reference, reason: message }))
  return { ...scanned, gaps: [...scanned.gaps, ...gaps], problems: [...scanned.problems, ...problems] }
}

async function basesOf(options: ScanOptions): Promise<OpenedBases> {
  if (!options.bases?.length) return noBases
  const { openBases } = await import('./base/open-bases.js')
  return openBases(options.bases, sourceOptionsOf(options), options.signal)
}

const noBases: OpenedBases = { bases: [], problems: [] }

async function scanOne(
  wanted: WantedImage,
  options: ScanOptions,
  session: Session,
  bases: Promise<OpenedBases>,
): Promise<ScannedSource> {
  const { reference, services, pull = options.pull } = wanted
  const onEvent = options.onEvent ?? (() => {})
  try {
    options.signal?.throwIfAborted()
    const source = await openSource(reference, { ...options, pull }, onEvent)
    const { dockerfile = wanted.dockerfile, signal } = options
    const scanned = await scanSource(source, {
      ...session,
      onEvent,
      told: { ...(dockerfile && { dockerfile }), bases: (await bases).bases },
      ...(signal && { signal }),
    })
    return services ? forServices(scanned, services) : scanned
  } catch (error) {
    const met = options.signal?.aborted ? interrupted : problemOf(error)
    const problem = services ? problemForServices(met, services, options.compose?.reference ?? '') : met
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
