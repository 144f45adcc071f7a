import { compareReports } from '../../findings/diff/compare.js'
import type { ReportDiff } from '../../findings/diff/diff.js'
import type { Finding, Report } from '../../findings/finding.js'
import { compareSeverity } from '../../findings/rank.js'
import { Failure } from '../../problem.js'
import { settledFlags } from '../config/settle.js'
import { columnsOf, type Io, wantsColour } from '../io.js'
import { writeReportFile } from '../output/file.js'
import { checkTarget } from '../output/plan.js'
import { write } from '../output/stream.js'
import { problemText } from '../problems/text.js'
import { checkReferences, type Scan } from '../scan-command.js'
import { type RawScanFlags, readScanFlags, type ScanFlags } from '../scan-flags.js'
import { readFormat } from '../signatures/format-flag.js'
import { tellNotes } from '../signatures/tell-notes.js'
import { type DiffVerdict, diffVerdict } from './diff-verdict.js'
import { openGate, passGate } from './gate.js'
import { scanOrRead } from './scan-or-read.js'

/** The flags of `jetsam diff` as commander hands them over. */
export type RawDiffFlags = Omit<RawScanFlags, 'format' | 'output'> & { format: string; output?: string }

/** `jetsam diff`: compares two images, or their JSON reports, and exits 1 if something was added that `--fail-on` counts. */
export async function diffCommand(io: Io, scan: Scan, old: string, now: string, raw: RawDiffFlags): Promise<number> {
  const { output, ...rest } = raw
  const format = readFormat(raw.format)
  const file = output === '-' ? undefined : output
  if (file === '') throw new Failure({ code: 'usage', message: '--output names no file' })
  if (file !== undefined) checkTarget(file)
  const settled = await settledFlags(io, { ...rest, format: [], output: [] })
  const flags = readScanFlags({ ...settled, format: [], output: [] })
  checkReferences([old, now], flags, io)
  const gate = await openGate(io, flags)
  const before = await scanOrRead(io, scan, old, flags)
  const after = await scanOrRead(io, scan, now, flags)
  const passed = passGate(after.report, gate)
  const diff = compareReports(passGate(before.report, gate).report, passed.report)
  const problems = [...before.problems, ...after.problems]
  const verdict = diffVerdict(diff, problems, flags.failOn)
  const text = await textOf(io, onlyShown(diff, flags), { format, file, verdict, flags })
  await (file === undefined ? write(io.stdout, text) : writeReportFile(file, text, false))
  await tellNotes(io, [...passed.notes, ...notesOnTools(before.report, after.report)])
  await write(io.stderr, problems.map(problemText).join(''))
  return verdict.exitCode
}

type Told = { format: 'table' | 'json'; file: string | undefined; verdict: DiffVerdict; flags: ScanFlags }

async function textOf(io: Io, diff: ReportDiff, { format, file, verdict, flags }: Told): Promise<string> {
  if (format === 'json') return (await import('../../report/diff/json.js')).jsonDiff(diff)
  const { tableDiff } = await import('../../report/diff/table.js')
  const colour = file === undefined && wantsColour(io.stdout, io.env, flags.colour)
  const columns = file === undefined ? columnsOf(io.stdout, io.env) : columnsOf({}, {})
  return tableDiff(diff, { colour, columns, verdict })
}

/** Without what `--severity` and `--new-only` hide; the summary still counts it. */
function onlyShown(diff: ReportDiff, { severity, newOnly }: ScanFlags): ReportDiff {
  const shown = <T extends Finding>(findings: T[]) =>
    findings.filter((finding) => compareSeverity(finding.severity, severity) <= 0 && !(newOnly && finding.known))
  const { added, removed, carried, suppressed } = diff
  return {
    ...diff,
    added: shown(added),
    removed: shown(removed),
    carried: shown(carried),
    suppressed: shown(suppressed),
  }
}

/** Reports that were made by different means differ for that reason, too. */
function notesOnTools({ tool: old }: Report, { tool: now }: Report): string[] {
  if (old.signatures === now.signatures && old.version === now.version) return []
  const what = old.version === now.version ? 'other signatures' : `jetsam ${old.version}`
  return [`the old report was made with ${what}: what only one of them knows seems added or removed`]
}
