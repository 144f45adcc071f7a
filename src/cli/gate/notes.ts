import type { Baseline, BaselineEntry } from '../../findings/baseline/baseline.js'
import type { Compared } from '../../findings/baseline/mark-known.js'
import { countText } from '../../report/amounts.js'

/** More of a kind than this are counted, not listed. */
const mostListed = 10

/** What there is to say of a baseline after a scan. What an incomplete scan did not find is not called gone. */
export function notesOnBaseline(
  { file, content }: { file: string; content: Baseline },
  { report, gone, worse }: Compared,
): string[] {
  const risen = worse.map(
    ({ finding: { id, severity, confidence }, accepted }) =>
      `${id} was accepted by ${file} as ${accepted.severity}:${accepted.confidence} and is ${severity}:${confidence} now: it counts`,
  )
  if (!report.coverage.complete || gone.length === 0) return listed(risen)
  const none = gone.length === content.findings.length ? `; ${whyNone(content)}` : ''
  const head = `${countText(gone.length, 'entry', 'entries')} of ${file} no longer ${gone.length === 1 ? 'occurs' : 'occur'}, and can be removed by making it anew${none}`
  return [...listed(risen), head, ...listed(gone.map(entryText))]
}

function entryText({ id, signature, reason }: BaselineEntry): string {
  return `  ${id} ${signature}: ${reason}`
}

function whyNone({ keyed }: Baseline): string {
  return keyed ? 'was it made of this image, and with this JETSAM_ID_KEY?' : 'was it made of this image?'
}

function listed(lines: string[]): string[] {
  if (lines.length <= mostListed) return lines
  return [...lines.slice(0, mostListed), `  and ${lines.length - mostListed} more`]
}
