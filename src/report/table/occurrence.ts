import type { Occurrence, Report } from '../../findings/finding.js'
import { printable, shorten, shortenPath } from '../terminal.js'
import { withBriefDigests } from './brief-digests.js'
import { asWritten } from './instruction.js'
import { indented, labelWidth, type Page } from './page.js'

/** Where an occurrence is, in a few words: `env DB_PASSWORD`, `file /app/.env:3`. Printable, at most so many columns. */
export function placeInBrief(occurrence: Occurrence, columns: number): string {
  const { exposure, path, line, key } = occurrence
  if (path === undefined) return shorten(printable(key ? `${exposure} ${withBriefDigests(key)}` : exposure), columns)
  const at = line === undefined ? '' : `:${line}`
  return `${exposure} ${shortenPath(printable(absolute(path)), columns - exposure.length - 1 - at.length)}${at}`
}

/**
 * The whole of what is known about one occurrence: the place, the layer and its fate, the instruction that put it there.
 * What is the same for the `next` one (a second line of the same file, say) is told there.
 */
export function occurrenceLines(page: Page, report: Report, occurrence: Occurrence, next?: Occurrence): string[] {
  const story = storyOf(page, report, occurrence)
  const same =
    next !== undefined && next.image === occurrence.image && storyOf(page, report, next).join() === story.join()
  const place = indented(page, 0, placeInFull(report, occurrence), page.colours.bold)
  return same ? place : [...place, ...story.flatMap((sentence) => indented(page, 2, sentence, page.colours.dim))]
}

function storyOf(page: Page, report: Report, occurrence: Occurrence): string[] {
  return [layerSentence(report, occurrence), ...instructionSentences(page, report, occurrence)].filter(Boolean)
}

function placeInFull(report: Report, occurrence: Occurrence): string {
  const { exposure, path, line, column, key, via, image, dockerfile } = occurrence
  const position = [path && absolute(path), line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':')
  const parts = [exposure, position, path !== undefined && key ? `(${key})` : withBriefDigests(key ?? '')]
  if (via && via.length > 0) parts.push(`inside ${via.join(' › ')}`)
  if (dockerfile) parts.push(`(${dockerfile.path}:${dockerfile.line})`)
  if (report.images.length > 1) parts.push(`in image ${image + 1}, ${report.images[image]?.reference ?? '?'}`)
  return parts.filter((part) => part !== '').join(' ')
}

function layerSentence(report: Report, { layer, image, state, endedBy, exposure }: Occurrence): string {
  if (layer === undefined) return ''
  const layers = report.images[image]?.layers.length
  const where = `layer ${layer + 1}${layers ? ` of ${layers}` : ''}`
  if (state === undefined) return where
  const isCache = exposure === 'build-cache'
  if (state === 'live' && isCache) return `${where} of a build cache`
  if (state === 'live') return `${where}, live: every container sees it`
  const by = endedBy === undefined ? 'a later layer' : `layer ${endedBy + 1}`
  return `${where}, ${state} by ${by}, and still in the ${isCache ? 'cache' : 'image'}`
}

function instructionSentences(page: Page, report: Report, occurrence: Occurrence): string[] {
  const { instruction, endedBy, image, state } = occurrence
  const sentences: string[] = []
  if (instruction)
    sentences.push(oneLine(page, `put there by instruction ${instruction.index + 1}: `, instruction.text))
  const end = endedBy === undefined ? undefined : report.images[image]?.layers[endedBy]?.instruction
  if (end !== undefined) sentences.push(oneLine(page, `${state ?? 'ended'} by: `, end))
  return sentences
}

/** At most two lines' worth of an instruction. */
function oneLine(page: Page, lead: string, instruction: string): string {
  return lead + shorten(printable(asWritten(instruction)), 2 * (page.columns - labelWidth - 2) - lead.length - 16)
}

/** Paths in layers are relative to the container's root. */
function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}
