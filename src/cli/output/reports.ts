import { appendFile } from 'node:fs/promises'
import type { Report } from '../../findings/finding.js'
import { Failure, type Problem, problemOf } from '../../problem.js'
import { type ReporterOptions, reporters } from '../../report/reporters.js'
import { columnsOf, type Io, wantsColour } from '../io.js'
import { writeReportFile } from './file.js'
import type { Output } from './plan.js'
import { write } from './stream.js'

/** What is the same for all reports of a scan. `ownerOnly`: nobody else may read the files, because they hold secrets. */
export type ReportSettings = Omit<ReporterOptions, 'colour' | 'columns'> & { colour: boolean; ownerOnly: boolean }

/** Writes each report where it belongs; one that cannot be written does not keep the others from it. Gives what went wrong. */
export async function writeReports(
  io: Io,
  outputs: readonly Output[],
  report: Report,
  settings: ReportSettings,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const output of outputs) {
    try {
      await writeReport(io, output, report, settings)
    } catch (error) {
      problems.push(problemOf(error))
    }
  }
  return problems
}

async function writeReport(io: Io, { format, file }: Output, report: Report, settings: ReportSettings): Promise<void> {
  const onStdout = file === undefined
  if (onStdout && format === 'table' && saysNothing(report)) return
  const { ownerOnly, colour, ...rest } = settings
  const options: ReporterOptions = {
    ...rest,
    colour: onStdout && wantsColour(io.stdout, io.env, colour),
    columns: onStdout ? columnsOf(io.stdout, io.env) : columnsOf({}, {}),
  }
  const text = (await reporters[format]())(report, options)
  await (onStdout ? write(io.stdout, text) : writeReportFile(file, text, ownerOnly))
  if (format === 'github' && io.env.GITHUB_STEP_SUMMARY)
    await appendSummary(io.env.GITHUB_STEP_SUMMARY, report, options)
}

/** GitHub Actions names a file for each step; what is added to it is shown as the job's summary. */
async function appendSummary(file: string, report: Report, options: ReporterOptions): Promise<void> {
  const { jobSummary } = await import('../../report/github/job-summary.js')
  try {
    await appendFile(file, jobSummary(report, options))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Failure({ code: 'output-failed', message: `the job summary could not be written: ${reason}` })
  }
}

/** Nothing was read and nothing found: the problems on stderr tell people all there is. */
function saysNothing({ images, findings }: Report): boolean {
  return images.length === 0 && findings.length === 0
}
