import type { Detector } from '../detect/detector.js'
import { toByteString } from '../findings/byte-string.js'
import type { Exposure } from '../findings/finding.js'
import { inspectBuildStep } from './commands/build-step.js'
import { inspectConfig } from './config.js'
import { inspectHistory } from './history/inspect.js'
import { inspectJson } from './json-text.js'
import { inspectProse } from './prose.js'
import type { Sighting } from './sighting.js'
import { sightUnit } from './text.js'

/** A text that belongs to an image without being its config; the sources' documents have this shape. */
export type InspectedDocument = {
  exposure: Exposure
  name: string
  content: { kind: 'json'; value: unknown } | { kind: 'text'; text: string }
}

/** Sightings in a document: JSON field by field, with the JSON path as unit; other text as one unit, named like the document. */
export function inspectDocument(document: InspectedDocument, detector: Detector): Sighting[] {
  const { exposure, content } = document
  if (content.kind === 'text') return inspectPlain(document, toByteString(content.text), detector)
  if (exposure === 'config' && isImageConfig(content.value)) {
    // An image config that no manifest names: its parts are read as such, all told as `config`.
    const found = [...inspectConfig(content.value, detector), ...inspectHistory(content.value, detector)]
    return found.map(({ row: _row, ...one }) => ({ ...one, exposure: 'config' }))
  }
  return inspectJson(content.value, { exposure, path: [], detector, isDocument: true })
}

function inspectPlain({ exposure, name }: InspectedDocument, text: string, detector: Detector): Sighting[] {
  const candidates = exposure === 'build-cache' ? inspectBuildStep(text) : inspectProse(text)
  return sightUnit(text, detector, { unit: name, exposure }, [{ start: 0, end: text.length, exposure, candidates }])
}

function isImageConfig(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('config' in value || 'container_config' in value || 'history' in value)
  )
}
