import type { Finding, Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { knownText } from '../words/known.js'
import { placesOf } from '../words/places.js'
import { titleOf } from '../words/title.js'
import { codeSpan, htmlText, link, plainText } from './escape.js'
import { remedyLines } from './remedy.js'

/** More places than this are counted, not listed. */
const mostPlaces = 5

/** One finding, whole, folded in. `sameRemedy` is the number of an earlier finding with the same advice, which is not told again. */
export function findingLines(report: Report, finding: Finding, number: number, sameRemedy?: number): string[] {
  const { severity, confidence, secret, id, reasons, remedy } = finding
  const why = reasons.length > 0 ? [`- why: ${plainText(reasons.join('; '))}`] : []
  const known = knownText(finding)
  return [
    '<details>',
    `<summary>${number}. ${severity.toUpperCase()}: ${htmlText(titleOf(finding))}${known === undefined ? '' : ' (known)'}</summary>`,
    '',
    `- secret: ${codeSpan(secret.value ?? secret.masked)} (${plainText(secret.length)} bytes), ${confidence}`,
    `- id: ${codeSpan(id)}`,
    ...why,
    ...(known === undefined ? [] : [`- known: ${plainText(known)}`]),
    '- where:',
    ...placeLines(report, finding),
    ...(sameRemedy === undefined
      ? [`- what to do: **${plainText(remedy.summary)}**`, ...remedyLines(remedy, '  ')]
      : [`- what to do: as for number ${sameRemedy} above`]),
    ...remedy.links.map((address) => `- ${link(address)}`),
    '',
    '</details>',
    '',
  ]
}

function placeLines(report: Report, finding: Finding): string[] {
  const { told, more } = placesOf(report, finding, mostPlaces)
  const lines = told.flatMap(({ place, story }) => [
    `  - ${codeSpan(place)}`,
    ...story.map(({ lead, quote }) => `    - ${plainText(lead)}${quote === undefined ? '' : ` ${codeSpan(quote)}`}`),
  ])
  return more > 0 ? [...lines, `  - and ${countText(more, 'more place')}`] : lines
}
