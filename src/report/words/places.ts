import type { Finding, Report } from '../../findings/finding.js'
import { placeOf } from './place.js'
import { type Sentence, storyOf } from './story.js'

/** One place of a finding and what happened there. */
export type ToldPlace = { place: string; story: Sentence[] }

/**
 * The first `most` places of a finding, and how many more there are. What is the same for the next place (a second line of the same
 * file, say) is told there.
 */
export function placesOf(report: Report, finding: Finding, most: number): { told: ToldPlace[]; more: number } {
  const shown = finding.occurrences.slice(0, most)
  const stories = shown.map((occurrence) => storyOf(report, occurrence))
  const told = shown.map((occurrence, at) => {
    const story = stories[at]!
    const next = stories[at + 1]
    const same = next && shown[at + 1]!.image === occurrence.image && JSON.stringify(next) === JSON.stringify(story)
    return { place: placeOf(report, occurrence), story: same ? [] : story }
  })
  return { told, more: finding.occurrences.length - shown.length }
}
