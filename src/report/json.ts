import type { Report } from '../findings/finding.js'
import { jsonText } from './json-text.js'

/** The order in which keys are written, in every object of the report; keys that are not named here come last, by name. */
const keyOrder = [
  ...[
    'schemaVersion',
    'tool',
    'old',
    'new',
    'added',
    'removed',
    'carried',
    'was',
    'newPlaces',
    'gonePlaces',
    'images',
    'findings',
    'suppressed',
    'coverage',
  ],
  ...['reference', 'source', 'id', 'name', 'version', 'signatures', 'signature', 'title', 'provider', 'severity'],
  ...[
    'reasons',
    'confidence',
    'secret',
    'masked',
    'length',
    'value',
    'occurrences',
    'remedy',
    'known',
    'kind',
    'where',
    'reason',
  ],
  ...['complete', 'summary', 'steps', 'links', 'critical', 'high', 'medium', 'low', 'info'],
  ...[
    'image',
    'exposure',
    'index',
    'diffId',
    'digest',
    'platform',
    'created',
    'tags',
    'layer',
    'layers',
    'files',
    'bytes',
  ],
  ...[
    'gaps',
    'size',
    'instruction',
    'text',
    'path',
    'line',
    'column',
    'key',
    'mode',
    'owner',
    'state',
    'endedBy',
    'via',
  ],
  ...['dockerfile', 'compose', 'services'],
]
const rank = new Map(keyOrder.map((key, index) => [key, index]))

/**
 * The report for programs: JSON by `schema/report-v1.schema.json`, keys always in the same order, one line break at its end.
 * It is safe to show on a terminal.
 */
export function jsonReport(report: Report): string {
  return `${jsonText(inOrder(report), 2)}\n`
}

/** The same value with the keys of every object in the order of the report. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const sorted = Object.entries(value).sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, inner]) => [key, inOrder(inner)]))
}

function rankOf(key: string): number {
  return rank.get(key) ?? keyOrder.length
}
