import type { Finding, Occurrence, Report } from '../../findings/finding.js'
import { placeOf } from './place.js'
import { type Sentence, storyOf } from './story.js'

/** One place of a finding and what happened there. */
export type ToldPlace = { place: string; story: Sentence[] }

/**
 * The first `most` places of a finding, and how many more there are; an engine's own copies of what stands elsewhere come last. What is the same for the next place (a second line of the same
 * file, say) is told there.
 */
export function placesOf(report: Report, finding: Finding, most: number): { told: ToldPlace[]; more: number } {
  const isCopy = ({ exposure }: Occurrence) => exposure === 'config'
  const { occurrences } = finding
  const inOrder = [...occurrences.filter((one) => !isCopy(one)), ...occurrences.filter(isCopy)]
  const shown = inOrder.slice(0, most)
  const stories = shown.map((occurrence) => storyOf(report, occurrence))
  const told = shown.map((occurrence, at) => {
    const story = stories[at]!
    const next = stories[at + 1]
    const same = next && shown[at + 1]!.image === occurrence.image && JSON.stringify(next) === JSON.stringify(story)
    return { place: placeOf(report, occurrence), story: same ? [] : story }
  })
  return { told, more: occurrences.length - shown.length }
}
