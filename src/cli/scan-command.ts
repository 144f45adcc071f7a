import type { Report } from '../findings/finding.js'
import { compareSeverity } from '../findings/rank.js'
import { Failure, type Problem } from '../problem.js'
import type { ScanOptions, ScanResult } from '../scan/scan.js'
import { cacheFolderOf } from './cache-folder.js'
import { openGate, passGate } from './gate/gate.js'
import { readCompose } from './inputs/compose.js'
import { readDockerfile } from './inputs/dockerfile.js'
import { type Login, readLogin } from './inputs/login.js'
import type { Io } from './io.js'
import { planOutputs } from './output/plan.js'
import { writeReports } from './output/reports.js'
import { write } from './output/stream.js'
import { problemText } from './problems/text.js'
import { progressFor } from './progress/progress.js'
import type { ScanFlags } from './scan-flags.js'
import { tellNotes } from './signatures/tell-notes.js'
import { interrupted, untilInterrupted } from './until-interrupted.js'
import { verdictOf } from './verdict.js'

/** The scan itself, as `src/scan/scan.ts` exports it. */
export type Scan = (options: ScanOptions) => Promise<ScanResult>

/**
 * `jetsam scan`: scans, writes the reports, tells the problems on stderr and gives the exit code. Throws a `Failure` for a wrong usage
 * or when nothing at all could be scanned.
 */
export async function scanCommand(io: Io, scan: Scan, references: string[], flags: ScanFlags): Promise<number> {
  checkReferences(references, flags, io)
  const login = await readLogin(references, flags, io)
  const outputs = planOutputs(flags.formats, flags.output, references)
  const gate = await openGate(io, flags)
  const start = new Date()
  const result = await scanWithProgress(io, scan, references, flags, login)
  const { report, notes } = passGate(result.report, gate)
  const verdict = verdictOf(report, result.problems, flags.failOn)
  const unknown = flags.newOnly ? { ...report, findings: report.findings.filter(({ known }) => !known) } : report
  const shown = onlySevere(unknown, flags.severity)
  const unwritten = await writeReports(io, outputs, shown, {
    ...{ verdict, time: { start, end: new Date() }, colour: flags.colour, ownerOnly: flags.showSecrets },
    hidden: unknown.findings.length - shown.findings.length,
    hiddenKnown: report.findings.length - unknown.findings.length,
  })
  await tellNotes(io, notes)
  const problems = [...result.problems, ...unwritten]
  await write(io.stderr, problems.map(problemText).join(''))
  return unwritten.length > 0 ? 2 : verdict.exitCode
}

/** Whether the references can be meant. Throws a `Failure` (`usage`). */
export function checkReferences(references: string[], { all, compose }: ScanFlags, io: Io): void {
  const usage = (message: string, hint: string) => new Failure({ code: 'usage', message, hint })
  if (all && references.length > 0) throw usage('--all takes no references', 'name images, or give --all, not both')
  if (all && compose.length > 0) throw usage('--all takes no --compose', 'give one of them')
  if (!all && references.length + compose.length === 0)
    throw usage('no image is named', 'jetsam scan IMAGE, or jetsam scan --all, or --compose FILE')
  if (references.includes('')) throw usage('an image name is empty', 'is a variable of your script unset?')
  const fromStdin = references.filter((reference) =>
    /^(?:-|docker-archive:-|oci-archive:-(?:[:@].*)?)$/s.test(reference),
  ).length
  if (fromStdin > 1) {
    throw usage('- stands for stdin and can be named once', 'name further archives by their files')
  }
  if (fromStdin > 0 && io.stdin.isTTY) {
    throw usage('- reads an archive from stdin, but stdin is a terminal', 'docker save IMAGE | jetsam scan -')
  }
}

/** Scans, tells the progress on stderr, and ends soon after an interruption. */
export async function scanWithProgress(
  io: Io,
  scan: Scan,
  references: string[],
  flags: ScanFlags,
  login?: Login,
): Promise<ScanResult> {
  const progress = progressFor(io, flags.quiet)
  const { all, pull, choice, dockerHost, platform, showSecrets, strict, unwrap, concurrency, cache, cacheDir } = flags
  const dockerfile = flags.dockerfile === undefined ? undefined : await readDockerfile(flags.dockerfile)
  const compose = flags.compose.length > 0 ? await readCompose(flags, io) : undefined
  const cacheFolder = cache ? cacheFolderOf(cacheDir, io.env) : undefined
  try {
    const work = scan({
      references,
      all,
      pull,
      ...choice,
      ...(dockerHost !== undefined && { dockerHost }),
      ...(platform !== undefined && { platform }),
      registry: {
        insecure: flags.insecureRegistries,
        ...(flags.registryMirrors.length > 0 && { mirrors: flags.registryMirrors }),
        authorities: flags.registryAuthorities,
        ...(login && { login }),
      },
      ...(concurrency !== undefined && { concurrency }),
      ...(unwrap && { unwrap }),
      ...(dockerfile && { dockerfile }),
      ...(compose && { compose }),
      ...(flags.bases.length > 0 && { bases: flags.bases }),
      ...(cacheFolder !== undefined && { cacheFolder }),
      showSecrets,
      strict,
      env: io.env,
      stdin: io.stdin,
      signal: io.signal,
      onEvent: progress.onEvent,
    })
    const result = await untilInterrupted(work, io.signal)
    return io.signal.aborted ? { ...result, problems: withInterruption(result.problems) } : result
  } catch (error) {
    throw io.signal.aborted ? new Failure(interrupted, { cause: error }) : error
  } finally {
    progress.finish()
  }
}

function withInterruption(problems: Problem[]): Problem[] {
  return problems.some(({ code }) => code === 'interrupted') ? problems : [...problems, interrupted]
}

/** The report without the findings that `--severity` hides. The summary still counts them, as the exit code does. */
function onlySevere(report: Report, severity: ScanFlags['severity']): Report {
  const isShown = (finding: { severity: ScanFlags['severity'] }) => compareSeverity(finding.severity, severity) <= 0
  return { ...report, findings: report.findings.filter(isShown), suppressed: report.suppressed.filter(isShown) }
}
