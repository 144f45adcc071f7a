/**
 * What programs import: `import { scan } from 'jetsam'`. `docs/api.md` explains it. Nothing here writes to stdout or stderr, ends the process or
 * listens to signals, and nothing runs before it is asked for.
 */
import { Readable } from 'node:stream'
import type { Finding, Report } from './findings/finding.js'
import { Failure, type Problem } from './problem.js'
import type { ScanResult } from './scan/scan.js'

export type {
  Confidence,
  Coverage,
  Exposure,
  Finding,
  Gap,
  Instruction,
  LifeState,
  Occurrence,
  Remedy,
  Report,
  ReportImage,
  ReportLayer,
  Severity,
  SuppressedFinding,
} from './findings/finding.js'
// biome-ignore lint/performance/noBarrelFile: the one door of the package, and the error that comes through it.
export { Failure, type Problem, type ProblemCode } from './problem.js'

/** As the flags of `jetsam scan`. All are optional. */
export type ScanOptions = {
  /** Ends the scan: what waits for it is rejected with the signal's reason. */
  signal?: AbortSignal
  /** Put the secrets themselves into the report (`secret.value`, and unmasked texts). Default: false. */
  showSecrets?: boolean
  /** When an engine is told to fetch an image that is named. Default: `missing`. */
  pull?: 'missing' | 'always' | 'never'
  /** Engine to ask, as in `DOCKER_HOST`. */
  dockerHost?: string
  /** Of an image that has several, e.g. `linux/arm64`, or `all`. Default: this machine's. */
  platform?: string
  /** The Dockerfile the images were built from, whose lines findings tell. `path`: as the report is to show it. */
  dockerfile?: { path: string; text: string }
  /** References of images that these may be built on: findings tell what the base brought. */
  bases?: readonly string[]
  registry?: {
    /** `HOST` or `HOST:PORT` that may speak plain HTTP, or have a certificate that nobody vouches for. */
    insecure?: readonly string[]
    /** Files of certificate authorities (PEM) that are trusted, too. */
    authorities?: readonly string[]
    /**
     * Asked before the registry whose images they repeat, in this order. `prefix`: `HOST[/PATH]` of the images, e.g. `docker.io`; `location`:
     * `HOST[:PORT][/PATH]` of the mirror; `insecure`: it may speak plain HTTP.
     */
    mirrors?: readonly { prefix: string; location: string; insecure: boolean }[]
    /** Instead of what Docker's and Podman's configuration holds. */
    login?: { username: string; password: string }
  }
  /** Files or folders with signatures of your own, or configurations of gitleaks. */
  signatureFiles?: readonly string[]
  /** Tell only these signatures: ids, providers, tags, globs on ids. */
  only?: readonly string[]
  /** Do not tell these. */
  skip?: readonly string[]
  /** Count what could not be opened as an incomplete scan. Default: false. */
  strict?: boolean
  /** Where to keep a layer cache. Default: none is kept. */
  cacheFolder?: string
  /** Threads to scan with. Default: one for each core, at most 3. With 1, all is done in the calling thread. */
  concurrency?: number
  /** The archive that the reference `-` stands for. */
  stdin?: Readable
  /** Instead of `process.env`: where the engine and the credentials are found. */
  env?: Readonly<Record<string, string | undefined>>
}

export type ScanOutcome = {
  report: Report
  /** What could not be scanned, and why. If there are any, or `report.coverage.complete` is false, no findings do not mean no secrets. */
  problems: Problem[]
  /** What a user should know, in sentences. */
  notes: string[]
}

/** A scan that starts when it is iterated or asked for its result, once. */
export type Scan = AsyncIterable<Finding> & {
  /** All that is known in the end. Rejects with a `Failure` for wrong usage, or with the reason of `signal`. */
  result(): Promise<ScanOutcome>
}

/**
 * Scans images for secrets. `references`: as on the command line, e.g. `myapp:latest`, `registry:ghcr.io/me/app:1`, `./image.tar`. Iterating
 * gives the findings, worst first, once everything was read, as one secret may stand in several places; and then throws a `Failure` if the
 * scan was not complete, so that no loop takes half a scan for a clean one.
 */
export function scan(references: string | readonly string[], options: ScanOptions = {}): Scan {
  let outcome: Promise<ScanOutcome> | undefined
  const result = () => {
    outcome ??= outcomeOf([references].flat(), options)
    return outcome
  }
  return {
    result,
    async *[Symbol.asyncIterator]() {
      const { report, problems } = await result()
      yield* report.findings
      const problem = problems[0] ?? (report.coverage.complete ? undefined : incomplete(report))
      if (problem) throw new Failure(problem)
    },
  }
}

async function outcomeOf(references: string[], options: ScanOptions): Promise<ScanOutcome> {
  const { signal, showSecrets = false, strict = false, pull = 'missing', env = process.env, stdin, ...rest } = options
  checkUsage(references, stdin)
  signal?.throwIfAborted()
  const { scan: scanAll } = await import('./scan/scan.js')
  const notes: string[] = []
  const work = scanAll({
    ...rest,
    ...{ references, showSecrets, strict, pull, env, stdin: stdin ?? Readable.from([]) },
    ...(signal && { signal }),
    onEvent: (event) => {
      if (event.kind === 'note') notes.push(event.text)
    },
  })
  const { report, problems } = await (signal ? untilAborted(work, signal) : work)
  return { report, problems, notes }
}

function checkUsage(references: readonly string[], stdin: Readable | undefined): void {
  const usage = (message: string) => new Failure({ code: 'usage', message })
  if (references.length === 0) throw usage('no image is named')
  if (references.some((one) => typeof one !== 'string' || one === '')) throw usage('an image name is empty')
  const fromStdin = references.filter((one) => /^(?:-|docker-archive:-|oci-archive:-(?:[:@].*)?)$/s.test(one)).length
  if (fromStdin > 1) throw usage('- can be named once')
  if (fromStdin > 0 && !stdin) throw usage('- stands for the stream of the option stdin, which is not given')
}

/** The scan itself ends soon after the signal, too; but whoever waits for it need not. */
async function untilAborted(work: Promise<ScanResult>, signal: AbortSignal): Promise<ScanResult> {
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
  })
  try {
    const result = await Promise.race([work, aborted])
    signal.throwIfAborted()
    return result
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => {})
  }
}

function incomplete({ coverage: { gaps } }: Report): Problem {
  const [gap] = gaps
  return {
    code: 'incomplete',
    message: `the scan is not complete${gap ? `: ${gap.where}: ${gap.reason}` : ''}`,
    hint: 'coverage.gaps of the report tells what was not read',
  }
}
