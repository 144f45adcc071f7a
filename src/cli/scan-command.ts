import type { Report } from '../findings/finding.js'
import { compareSeverity } from '../findings/rank.js'
import { Failure, type Problem, problemOf } from '../problem.js'
import { reporters } from '../report/reporters.js'
import type { ScanOptions, ScanResult } from '../scan/scan.js'
import { cacheFolderOf } from './cache-folder.js'
import { columnsOf, type Io, wantsColour } from './io.js'
import { type Login, readLogin } from './login.js'
import { writeReportFile } from './output/file.js'
import { type Output, planOutputs } from './output/plan.js'
import { write } from './output/stream.js'
import { problemText } from './problems/text.js'
import { progressFor } from './progress/progress.js'
import type { ScanFlags } from './scan-flags.js'
import { interrupted, untilInterrupted } from './until-interrupted.js'
import { type Verdict, verdictOf } from './verdict.js'

/** The scan itself, as `src/scan/scan.ts` exports it. */
export type Scan = (options: ScanOptions) => Promise<ScanResult>

/**
 * `jetsam scan`: scans, writes the reports, tells the problems on stderr and gives the exit code. Throws a `Failure` for a wrong usage
 * or when nothing at all could be scanned.
 */
export async function scanCommand(io: Io, scan: Scan, references: string[], flags: ScanFlags): Promise<number> {
  checkReferences(references, flags, io)
  const login = await readLogin(references, flags, io)
  const outputs = planOutputs(flags.format, flags.output, references)
  const result = await scanWithProgress(io, scan, references, flags, login)
  const verdict = verdictOf(result.report, result.problems, flags.failOn)
  const unwritten = await writeReports(io, outputs, result.report, verdict, flags)
  const problems = [...result.problems, ...unwritten]
  await write(io.stderr, problems.map(problemText).join(''))
  return unwritten.length > 0 ? 2 : verdict.exitCode
}

function checkReferences(references: string[], { all }: ScanFlags, io: Io): void {
  const usage = (message: string, hint: string) => new Failure({ code: 'usage', message, hint })
  if (all && references.length > 0) throw usage('--all takes no references', 'name images, or give --all, not both')
  if (!all && references.length === 0) throw usage('no image is named', 'jetsam scan IMAGE, or jetsam scan --all')
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

async function scanWithProgress(
  io: Io,
  scan: Scan,
  references: string[],
  flags: ScanFlags,
  login: Login | undefined,
): Promise<ScanResult> {
  const progress = progressFor(io, flags.quiet)
  const { all, pull, dockerHost, platform, showSecrets, strict, concurrency, cache, cacheDir } = flags
  const cacheFolder = cache ? cacheFolderOf(cacheDir, io.env) : undefined
  try {
    const work = scan({
      references,
      all,
      pull,
      ...(dockerHost !== undefined && { dockerHost }),
      ...(platform !== undefined && { platform }),
      registry: {
        insecure: flags.insecureRegistries,
        authorities: flags.registryAuthorities,
        ...(login && { login }),
      },
      ...(concurrency !== undefined && { concurrency }),
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

/** Writes each report where it belongs; one that cannot be written does not keep the others from it. */
async function writeReports(
  io: Io,
  outputs: Output[],
  report: Report,
  verdict: Verdict,
  flags: ScanFlags,
): Promise<Problem[]> {
  const shown = onlySevere(report, flags.severity)
  const hidden = report.findings.length - shown.findings.length
  const problems: Problem[] = []
  for (const { format, file } of outputs) {
    const onStdout = file === undefined
    if (onStdout && format === 'table' && saysNothing(report)) continue
    const reporter = await reporters[format]()
    const text = reporter(shown, {
      colour: onStdout && wantsColour(io.stdout, io.env, flags.colour),
      columns: onStdout ? columnsOf(io.stdout, io.env) : columnsOf({}, {}),
      hidden,
      verdict,
    })
    try {
      await (onStdout ? write(io.stdout, text) : writeReportFile(file, text, flags.showSecrets))
    } catch (error) {
      problems.push(problemOf(error))
    }
  }
  return problems
}

/** Nothing was read and nothing found: the problems on stderr tell people all there is. */
function saysNothing({ images, findings }: Report): boolean {
  return images.length === 0 && findings.length === 0
}

/** The report without the findings that `--severity` hides. The summary still counts them, as the exit code does. */
function onlySevere(report: Report, severity: ScanFlags['severity']): Report {
  const isShown = (finding: { severity: ScanFlags['severity'] }) => compareSeverity(finding.severity, severity) <= 0
  return { ...report, findings: report.findings.filter(isShown), suppressed: report.suppressed.filter(isShown) }
}
