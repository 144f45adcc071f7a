import type { Finding, Severity } from '../../findings/finding.js'
import { compareConfidence } from '../../findings/rank.js'
import { codeSpan, link, plainText } from '../markdown/escape.js'
import { remedyLines } from '../markdown/remedy.js'
import { printable } from '../terminal.js'
import { titleOf } from '../words/title.js'
import { messageText, shortText } from './text.js'

/** A rule tells at most so many ways to mend what it found: one for each kind of place. */
const mostAdvices = 3

/** SARIF has three levels, GitHub adds a score: above 9 is critical, from 7 high, from 4 medium, below it low. */
export const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const
const scores: Record<Severity, string | undefined> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: undefined,
}
const precisions = { proven: 'very-high', likely: 'high', possible: 'medium' } as const

/**
 * The rule that a finding is a result of: its signature. What is worth more or less here than such a secret is in general gets a rule
 * of its own, because GitHub takes the severity from the rule.
 */
export function ruleIdOf({ signature, severity }: Finding): string {
  const id = shortText(printable(signature.id)) || 'unknown'
  return severity === signature.severity ? id : `${id}/${severity}`
}

/** A rule (`reportingDescriptor`) for findings that share one. Its help says in Markdown what to do. */
export function ruleOf(id: string, findings: readonly Finding[]): object {
  const [first] = findings as [Finding, ...Finding[]]
  const { severity, signature } = first
  const title = titleOf(first)
  const score = scores[severity]
  const surest = findings.map(({ confidence }) => confidence).sort(compareConfidence)[0]!
  const helpUri = first.remedy.links.find((address) => link(address).startsWith('<'))
  const advices = advicesOf(findings)
  return {
    id,
    name: nameOf(signature.id),
    shortDescription: { text: messageText(title) },
    fullDescription: { text: messageText(`${title} in a container image: whoever can pull the image can read it.`) },
    ...(helpUri && { helpUri }),
    help: {
      text: messageText(advices.map(({ remedy }) => remedy.summary).join(' ')),
      markdown: helpText(title, advices),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', 'secret', 'container-image', 'external/cwe/cwe-798'],
      precision: precisions[surest],
      ...(score !== undefined && { 'security-severity': score }),
    },
  }
}

function advicesOf(findings: readonly Finding[]): Finding[] {
  const distinct = new Map<string, Finding>()
  for (const finding of findings) {
    if (!distinct.has(finding.remedy.summary)) distinct.set(finding.remedy.summary, finding)
    if (distinct.size === mostAdvices) break
  }
  return [...distinct.values()]
}

function helpText(title: string, advices: readonly Finding[]): string {
  const lines = advices.flatMap(({ remedy, occurrences: [first] }) => [
    `**${plainText(remedy.summary)}** (${codeSpan([first?.exposure, first?.key].filter(Boolean).join(' '))})`,
    '',
    ...remedyLines(remedy, ''),
    ...remedy.links.map((address) => `- ${link(address)}`),
    '',
  ])
  return [`# ${plainText(title)}`, '', ...lines].join('\n').trimEnd()
}

/** `npm-access-token` as `NpmAccessToken`, which the standard wants of a name. */
function nameOf(id: string): string {
  const name = id.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, __, letter: string) => letter.toUpperCase())
  return name.slice(0, 255) || 'Secret'
}
