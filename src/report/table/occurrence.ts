import type { Occurrence } from '../../findings/finding.js'
import { printable, shorten, shortenPath } from '../terminal.js'
import { withBriefDigests } from '../words/brief-digests.js'
import { absolutePath } from '../words/place.js'
import type { ToldPlace } from '../words/places.js'
import type { Sentence } from '../words/story.js'
import { indented, labelWidth, type Page } from './page.js'

/** Where an occurrence is, in a few words: `env DB_PASSWORD`, `file /app/.env:3`. Printable, at most so many columns. */
export function placeInBrief(occurrence: Occurrence, columns: number): string {
  const { exposure, path, line, key, services = [] } = occurrence
  const [service, ...others] = services
  const whose = service === undefined ? '' : ` (${service}${others.length > 0 ? ', …' : ''})`
  if (path === undefined) {
    return shorten(printable((key ? `${exposure} ${withBriefDigests(key)}` : exposure) + whose), columns)
  }
  const at = line === undefined ? '' : `:${line}`
  return `${exposure} ${shortenPath(printable(absolutePath(path)), columns - exposure.length - 1 - at.length)}${at}`
}

/** The whole of what is known about one place: where it is, the layer and its fate, the instruction that put it there. */
export function placeLines(page: Page, { place, story }: ToldPlace): string[] {
  const sentences = story.map((sentence) => oneLine(page, sentence))
  return [
    ...indented(page, 0, place, page.colours.bold),
    ...sentences.flatMap((sentence) => indented(page, 2, sentence, page.colours.dim)),
  ]
}

/** At most two lines' worth of an instruction. */
function oneLine(page: Page, { lead, quote }: Sentence): string {
  if (quote === undefined) return lead
  return lead + shorten(printable(quote), 2 * (page.columns - labelWidth - 2) - lead.length - 16)
}
