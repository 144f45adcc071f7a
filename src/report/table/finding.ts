import type { Finding, Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { printable, shorten, widthOf } from '../terminal.js'
import { knownText } from '../words/known.js'
import { placesOf } from '../words/places.js'
import { titleOf } from '../words/title.js'
import { placeLines } from './occurrence.js'
import { labelled, labelWidth, type Page, severityWord } from './page.js'
import { linkLines, remedyLines } from './remedy.js'

/** More places than this are counted, not listed. */
const mostPlaces = 5

/** One finding, whole. `sameRemedy` is the number of an earlier finding with the same advice, which is not told again. */
export function findingLines(
  page: Page,
  report: Report,
  finding: Finding,
  number: number,
  sameRemedy?: number,
): string[] {
  const known = knownText(finding)
  return [
    titleLine(page, finding, number),
    ...labelled(page, 'secret', secretText(finding)),
    ...labelled(page, 'id', finding.id),
    ...(known === undefined ? [] : labelled(page, 'known', known)),
    ...(finding.reasons.length > 0 ? labelled(page, 'why', finding.reasons.join('; ')) : []),
    ...whereLines(page, report, finding),
    ...(sameRemedy === undefined
      ? remedyLines(page, finding.remedy)
      : [...labelled(page, 'what to do', `as for ${sameRemedy} above`), ...linkLines(page, finding.remedy)]),
  ]
}

function titleLine(page: Page, finding: Finding, number: number): string {
  const { colours, columns } = page
  const end = ` ${finding.confidence} `
  const room = columns - end.length - finding.severity.length - String(number).length - 9
  const title = shorten(printable(titleOf(finding)), Math.max(10, room))
  const used = 6 + String(number).length + finding.severity.length + widthOf(title) + end.length
  const rule = '─'.repeat(Math.max(1, columns - used - 2))
  const number_ = colours.dim(`── ${number} `)
  return `${number_}${severityWord(page, finding.severity)} ${colours.bold(title)} ${colours.dim(rule)}${end}${colours.dim('─')}`
}

function secretText({ secret }: Finding): string {
  const length = `(${secret.length} bytes)`
  return secret.value === undefined ? `${secret.masked} ${length}` : `${secret.value} ${length}`
}

function whereLines(page: Page, report: Report, finding: Finding): string[] {
  const { told, more } = placesOf(report, finding, mostPlaces)
  const [first, ...rest] = told.flatMap((place) => placeLines(page, place))
  if (first === undefined) return []
  const margin = ' '.repeat(labelWidth)
  return [
    page.colours.dim('where'.padEnd(labelWidth)) + first.slice(labelWidth),
    ...rest,
    ...(more > 0 ? [`${margin}and ${countText(more, 'more place')}; --format json lists all`] : []),
  ]
}
