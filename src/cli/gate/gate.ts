import type { Baseline } from '../../findings/baseline/baseline.js'
import { markKnown } from '../../findings/baseline/mark-known.js'
import type { Report } from '../../findings/finding.js'
import { Failure } from '../../problem.js'
import type { Io } from '../io.js'
import { notesOnBaseline } from './notes.js'

/** What stands between a report and its exit code. */
export type Gate = { baseline?: { file: string; content: Baseline } }

export type GateFlags = { baseline?: string }

/** Reads what the flags name, before a scan: what is wrong with it is told at once. Throws a `Failure`. */
export async function openGate({ env }: Pick<Io, 'env'>, { baseline: file }: GateFlags): Promise<Gate> {
  if (file === undefined) return {}
  const { readBaseline } = await import('./read-baseline.js')
  const content = await readBaseline(file)
  checkKey(file, content, Boolean(env.JETSAM_ID_KEY))
  return { baseline: { file, content } }
}

/** Ids that were made with a key are never met again without it: all findings would seem new. */
function checkKey(file: string, { keyed, findings }: Baseline, hasKey: boolean): void {
  if (keyed === hasKey || findings.length === 0) return
  throw new Failure({
    code: 'baseline-invalid',
    message: `${file} was made ${keyed ? 'with a JETSAM_ID_KEY, and none is set' : 'without a JETSAM_ID_KEY, and one is set'}`,
    hint: keyed ? 'set the same key as then' : 'unset it, or make the baseline anew',
  })
}

/** The report as the gate lets it through, and what is worth telling about it, each a line. */
export function passGate(report: Report, { baseline }: Gate): { report: Report; notes: string[] } {
  if (!baseline) return { report, notes: [] }
  const compared = markKnown(report, baseline.content)
  return { report: compared.report, notes: notesOnBaseline(baseline, compared) }
}
