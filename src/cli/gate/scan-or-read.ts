import type { Report } from '../../findings/finding.js'
import type { Problem } from '../../problem.js'
import type { Io } from '../io.js'
import { type Scan, scanWithProgress } from '../scan-command.js'
import type { ScanFlags } from '../scan-flags.js'
import { isReportFile, readReport } from './read-report.js'

/** What became of one operand. */
export type ScannedOrRead = { report: Report; problems: Problem[] }

/** Reads a JSON report, or scans what else the operand names. Throws a `Failure`. */
export async function scanOrRead(io: Io, scan: Scan, operand: string, flags: ScanFlags): Promise<ScannedOrRead> {
  if (isReportFile(operand)) return { report: await readReport(operand), problems: [] }
  return scanWithProgress(io, scan, [operand], flags)
}
