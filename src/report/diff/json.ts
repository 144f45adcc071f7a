import type { ReportDiff } from '../../findings/diff/diff.js'
import { inOrder } from '../json.js'
import { jsonText } from '../json-text.js'

/** The comparison for programs: JSON by `schema/diff-v1.schema.json`, one line break at its end. */
export function jsonDiff(diff: ReportDiff): string {
  return `${jsonText(inOrder(diff), 2)}\n`
}
