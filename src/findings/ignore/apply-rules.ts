import { commonExcuse } from '../excuse.js'
import type { Finding, Report, SuppressedFinding } from '../finding.js'
import { compareSeverity } from '../rank.js'
import { summarize } from '../summarize.js'
import type { IgnoreRule } from './rule.js'
import { isAboutImage, ruleFits } from './rule-fits.js'

export type Applied = {
  /** The report; what is ignored has moved to `suppressed`, with the reason. */
  report: Report
  /** Rules that no longer hold, each with how many findings it would be about. */
  expired: { rule: IgnoreRule; findings: number }[]
  /** Rules in force that are about nothing that was found, though an image that they are about was scanned. */
  unused: IgnoreRule[]
  /** Findings that are ignored at some of their places only, and so not at all. */
  partly: { finding: Finding; ignored: number }[]
}

/** Ignores what the rules say. A finding is ignored if every place of it is. `today`: `YYYY-MM-DD`, in UTC. */
export function applyRules(report: Report, rules: readonly IgnoreRule[], today: string): Applied {
  const inForce = rules.filter(({ expires }) => expires >= today)
  const used = new Set<IgnoreRule>()
  const partly: Applied['partly'] = []
  const findings: Finding[] = []
  const ignored: SuppressedFinding[] = []
  for (const finding of report.findings) {
    const ruleOf = finding.occurrences.map((place) =>
      inForce.filter((rule) => ruleFits(rule, finding, place, report.images[place.image])),
    )
    for (const rule of ruleOf.flat()) used.add(rule)
    const excuse = commonExcuse(ruleOf.map(([rule]) => rule && { reason: reasonOf(rule), isPublic: false }))
    if (excuse) ignored.push({ ...finding, reason: excuse.reason })
    else findings.push(finding)
    const places = ruleOf.filter(({ length }) => length > 0).length
    if (!excuse && places > 0) partly.push({ finding, ignored: places })
  }
  return {
    report: {
      ...report,
      findings,
      suppressed: [...report.suppressed, ...ignored].sort((a, b) => compareSeverity(a.severity, b.severity)),
      summary: summarize(findings),
    },
    expired: rules
      .filter((rule) => !inForce.includes(rule))
      .map((rule) => ({ rule, findings: countFitting(rule, report) })),
    unused: inForce.filter((rule) => !used.has(rule) && report.images.some((image) => isAboutImage(rule, image))),
    partly,
  }
}

function reasonOf({ expires, reason }: IgnoreRule): string {
  return `ignored until ${expires}: ${reason}`
}

function countFitting(rule: IgnoreRule, { findings, images }: Report): number {
  const isAbout = (finding: Finding) =>
    finding.occurrences.some((place) => ruleFits(rule, finding, place, images[place.image]))
  return findings.filter(isAbout).length
}
