import type { Baseline } from '../../findings/baseline/baseline.js'
import { markKnown } from '../../findings/baseline/mark-known.js'
import type { Report } from '../../findings/finding.js'
import { applyRules } from '../../findings/ignore/apply-rules.js'
import type { IgnoreRule } from '../../findings/ignore/rule.js'
import { Failure } from '../../problem.js'
import type { Io } from '../io.js'
import { tellNotes } from '../signatures/tell-notes.js'
import { findRules } from './find-rules.js'
import { notesOnBaseline, notesOnRules } from './notes.js'

/** What stands between a report and its exit code. */
export type Gate = { rules: IgnoreRule[]; baseline?: { file: string; content: Baseline } }

export type GateFlags = {
  baseline?: string
  /** The file of what is ignored; false: none. Unset: one that is found. */
  ignoreFile?: string | false
  /** What is ignored beside that. */
  rules: IgnoreRule[]
  quiet: boolean
}

/** Reads what the flags name, before a scan: what is wrong with it is told at once. Throws a `Failure`. */
export async function openGate(io: Io, flags: GateFlags): Promise<Gate> {
  const { baseline: file, ignoreFile, quiet } = flags
  const { rules: found, notes } = await findRules(io, ignoreFile)
  const rules = [...flags.rules, ...found]
  if (!quiet) await tellNotes(io, notes)
  if (file === undefined) return { rules }
  const { readBaseline } = await import('./read-baseline.js')
  const content = await readBaseline(file)
  checkKey(file, content, Boolean(io.env.JETSAM_ID_KEY))
  return { rules, baseline: { file, content } }
}

/** Ids that were made with a key are never met again without it: all findings would seem new. Throws a `Failure`. */
export function checkKey(file: string, { keyed, findings }: Baseline, hasKey: boolean): void {
  if (keyed === hasKey || findings.length === 0) return
  throw new Failure({
    code: 'baseline-invalid',
    message: `${file} was made ${keyed ? 'with a JETSAM_ID_KEY, and none is set' : 'without a JETSAM_ID_KEY, and one is set'}`,
    hint: keyed ? 'set the same key as then' : 'unset it, or make the baseline anew',
  })
}

/** The report as the gate lets it through, and what is worth telling about it, each a line. What is ignored need not be known. */
export function passGate(report: Report, { rules, baseline }: Gate): { report: Report; notes: string[] } {
  const applied = rules.length > 0 ? applyRules(report, rules, new Date().toISOString().slice(0, 10)) : undefined
  const compared = baseline && markKnown(applied?.report ?? report, baseline.content)
  return {
    report: compared?.report ?? applied?.report ?? report,
    notes: [...(applied ? notesOnRules(applied) : []), ...(compared ? notesOnBaseline(baseline!, compared) : [])],
  }
}
