import type { Finding, Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { placesOf } from '../words/places.js'

/** More places than this are counted, not listed. */
const mostPlaces = 50

/** A finding as lines of plain text: what it is, every place with its story, what to do. The lines are not made safe. */
export function findingText(report: Report, finding: Finding): string[] {
  const { secret, id, reasons, remedy } = finding
  const { told, more } = placesOf(report, finding, mostPlaces)
  const [first = '', ...others] = remedy.steps
    .map((step, at) => `${at + 1}. ${step}`)
    .flatMap((step) => step.split('\n'))
  return [
    `secret: ${secret.value ?? secret.masked} (${secret.length} bytes)`,
    `id: ${id}`,
    ...(reasons.length > 0 ? [`why: ${reasons.join('; ')}`] : []),
    ...told.flatMap(({ place, story }) => [
      `where: ${place}`,
      ...story.map(({ lead, quote }) => `  ${lead}${quote ?? ''}`),
    ]),
    ...(more > 0 ? [`and ${countText(more, 'more place')}`] : []),
    `what to do: ${remedy.summary}`,
    ...[first, ...others].map((line) => `  ${line}`),
    ...remedy.links.map((link) => `  ${link}`),
  ]
}
