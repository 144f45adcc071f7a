import type { Occurrence, Report } from '../../findings/finding.js'
import { asWritten } from './instruction.js'

/** A sentence about an occurrence. `quote` is what the image itself says, to be set apart and shortened as fits the format. */
export type Sentence = { lead: string; quote?: string }

/** What happened at a place: the layer and the fate of the file in it, the instruction that put it there, the one that ended it. */
export function storyOf(report: Report, occurrence: Occurrence): Sentence[] {
  const { instruction, endedBy, image, state } = occurrence
  const layer = layerSentence(report, occurrence)
  const story: Sentence[] = layer === '' ? [] : [{ lead: layer }]
  if (instruction) {
    const whose = layer === '' ? originOf(report, occurrence) : ''
    const lead = `put there by instruction ${instruction.index + 1}${whose && ` (${whose})`}: `
    story.push({ lead, quote: asWritten(instruction.text) })
  }
  const end = endedBy === undefined ? undefined : report.images[image]?.layers[endedBy]?.instruction
  if (end !== undefined) story.push({ lead: `${state ?? 'ended'} by: `, quote: asWritten(end) })
  return story
}

/** Whose layer or instruction it is: `of the base image debian:12`. A guess is called one. */
function originOf(report: Report, { origin, image }: Occurrence): string {
  const base = report.images[image]?.base
  if (origin === undefined || base === undefined) return ''
  const whose = origin === 'own' ? 'your own' : `of the base image${base.name ? ` ${base.name}` : ''}`
  return base.isGuess ? `a guess: ${whose}` : whose
}

function layerSentence(report: Report, occurrence: Occurrence): string {
  const whose = originOf(report, occurrence)
  const sentence = lifeSentence(report, occurrence)
  return sentence === '' || whose === '' ? sentence : `${sentence}; ${whose}`
}

function lifeSentence(report: Report, { layer, image, state, endedBy, mode, owner, exposure }: Occurrence): string {
  if (layer === undefined) return ''
  const layers = report.images[image]?.layers.length
  const where = `layer ${layer + 1}${layers ? ` of ${layers}` : ''}`
  if (state === undefined) return where
  const isCache = exposure === 'build-cache'
  if (state === 'live' && isCache) return `${where} of a build cache`
  if (state === 'live') {
    const everyone = mode !== undefined && (Number.parseInt(mode, 8) & 0o004) !== 0 ? ', and every user in it' : ''
    const access = mode === undefined ? '' : ` (mode ${mode}, owner ${owner ?? '?'})`
    return `${where}, live: every container sees it${everyone}${access}`
  }
  const by = endedBy === undefined ? 'a later layer' : `layer ${endedBy + 1}`
  return `${where}, ${state} by ${by}, and still in the ${isCache ? 'cache' : 'image'}`
}
