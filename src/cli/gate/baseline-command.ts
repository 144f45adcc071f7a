import { existsSync } from 'node:fs'
import type { Baseline } from '../../findings/baseline/baseline.js'
import { makeBaseline } from '../../findings/baseline/make-baseline.js'
import { Failure } from '../../problem.js'
import { countText } from '../../report/amounts.js'
import { settledFlags } from '../config/settle.js'
import type { Io } from '../io.js'
import { writeReportFile } from '../output/file.js'
import { checkTarget } from '../output/plan.js'
import { write } from '../output/stream.js'
import { problemText } from '../problems/text.js'
import { checkReferences, type Scan, scanWithProgress } from '../scan-command.js'
import { type RawScanFlags, readScanFlags } from '../scan-flags.js'
import { tellNotes } from '../signatures/tell-notes.js'
import { checkKey, openGate, passGate } from './gate.js'
import { readBaseline } from './read-baseline.js'

/** The flags of `jetsam baseline` as commander hands them over. */
export type RawBaselineFlags = Omit<RawScanFlags, 'format' | 'output' | 'failOn'> & { output?: string; reason?: string }

const usualReason = 'was there when the baseline was made'

/**
 * `jetsam baseline`: scans, and writes down the ids of all findings. Nothing is written after a scan that is not complete: what it did not
 * see would be lost from an earlier baseline.
 */
export async function baselineCommand(
  io: Io,
  scan: Scan,
  references: string[],
  { output, reason = usualReason, ...raw }: RawBaselineFlags,
): Promise<number> {
  const settled = await settledFlags(io, { ...raw, format: [], output: [], failOn: 'none' })
  const own = { format: [], output: [], severity: undefined, baseline: undefined, newOnly: false }
  const flags = readScanFlags({ ...settled, ...own })
  checkReferences(references, flags, io)
  const file = output === '-' ? undefined : output
  checkFlags(file, reason)
  const earlier = file !== undefined && existsSync(file) ? await readBaseline(file) : undefined
  const keyed = Boolean(io.env.JETSAM_ID_KEY)
  if (file !== undefined && earlier) checkKey(file, earlier, keyed)
  const gate = await openGate(io, flags)
  const { report: whole, problems } = await scanWithProgress(io, scan, references, flags)
  const { report, notes } = passGate(whole, gate)
  await tellNotes(io, notes)
  await write(io.stderr, problems.map(problemText).join(''))
  if (problems.length > 0 || !report.coverage.complete) {
    await write(io.stderr, 'jetsam: the scan is not complete, so no baseline is written\n')
    return 2
  }
  const baseline = makeBaseline(report.findings, { reason, keyed, earlier })
  const text = `${JSON.stringify(baseline, null, 2)}\n`
  await (file === undefined ? write(io.stdout, text) : writeReportFile(file, text, false))
  if (!flags.quiet) await write(io.stderr, `jetsam: ${saidOf(baseline, earlier)}\n`)
  return 0
}

function checkFlags(file: string | undefined, reason: string): void {
  if (reason.trim() === '') throw new Failure({ code: 'usage', message: '--reason is empty' })
  if (file === '') throw new Failure({ code: 'usage', message: '--output names no file' })
  if (file !== undefined) checkTarget(file)
}

function saidOf(baseline: Baseline, earlier: Baseline | undefined): string {
  const count = countText(baseline.findings.length, 'finding')
  const said = `the baseline holds ${count}`
  if (!earlier) return said
  const had = new Set(earlier.findings.map(({ id }) => id))
  const kept = baseline.findings.filter(({ id }) => had.has(id)).length
  return `${said}: ${baseline.findings.length - kept} new, ${kept} kept, ${had.size - kept} removed`
}
