import type { Baseline, BaselineEntry } from '../../findings/baseline/baseline.js'
import type { Compared } from '../../findings/baseline/mark-known.js'
import type { Applied } from '../../findings/ignore/apply-rules.js'
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

/** What there is to say of what is ignored, after a scan. What an incomplete scan did not find is not called unused. */
export function notesOnRules({ report, expired, unused, partly }: Applied): string[] {
  const ended = expired.map(({ rule, findings }) => {
    const what = findings > 0 ? `${countText(findings, 'finding')} that it was about` : 'what it was about'
    return `${rule.origin}: expired on ${rule.expires}, so ${what} ${findings > 1 ? 'count' : 'counts'} again: ${rule.reason}`
  })
  const idle = unused.map(
    ({ origin, reason }) => `${origin}: is about nothing that was found, and can be removed: ${reason}`,
  )
  const halves = partly.map(({ finding: { id, occurrences }, ignored }) => {
    return `${id} is ignored at ${ignored} of its ${occurrences.length} places only, and so it counts`
  })
  return [...listed(ended), ...(report.coverage.complete ? listed(idle) : []), ...listed(halves)]
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
