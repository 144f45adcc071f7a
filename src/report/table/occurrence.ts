import type { Occurrence, Report } from '../../findings/finding.js'
import { printable, shorten, shortenPath } from '../terminal.js'
import { withBriefDigests } from '../words/brief-digests.js'
import { absolutePath, placeOf } from '../words/place.js'
import { type Sentence, storyOf } from '../words/story.js'
import { indented, labelWidth, type Page } from './page.js'

/** Where an occurrence is, in a few words: `env DB_PASSWORD`, `file /app/.env:3`. Printable, at most so many columns. */
export function placeInBrief(occurrence: Occurrence, columns: number): string {
  const { exposure, path, line, key } = occurrence
  if (path === undefined) return shorten(printable(key ? `${exposure} ${withBriefDigests(key)}` : exposure), columns)
  const at = line === undefined ? '' : `:${line}`
  return `${exposure} ${shortenPath(printable(absolutePath(path)), columns - exposure.length - 1 - at.length)}${at}`
}

/**
 * The whole of what is known about one occurrence: the place, the layer and its fate, the instruction that put it there.
 * What is the same for the `next` one (a second line of the same file, say) is told there.
 */
export function occurrenceLines(page: Page, report: Report, occurrence: Occurrence, next?: Occurrence): string[] {
  const story = toldOf(page, report, occurrence)
  const same =
    next !== undefined && next.image === occurrence.image && toldOf(page, report, next).join() === story.join()
  const place = indented(page, 0, placeOf(report, occurrence), page.colours.bold)
  return same ? place : [...place, ...story.flatMap((sentence) => indented(page, 2, sentence, page.colours.dim))]
}

function toldOf(page: Page, report: Report, occurrence: Occurrence): string[] {
  return storyOf(report, occurrence).map((sentence) => oneLine(page, sentence))
}

/** At most two lines' worth of an instruction. */
function oneLine(page: Page, { lead, quote }: Sentence): string {
  if (quote === undefined) return lead
  return lead + shorten(printable(quote), 2 * (page.columns - labelWidth - 2) - lead.length - 16)
}
