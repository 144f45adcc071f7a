import { toByteString } from '../../findings/byte-string.js'
import { readHistory } from '../../image/history.js'

export type HistoryRow = { createdBy: string; comment: string; author: string }

/** The rows of a config's history as byte strings, whatever shape it has. */
export function readRows(config: unknown): HistoryRow[] {
  return readHistory(config).map(({ createdBy, comment, author }) => ({
    createdBy: toByteString(createdBy),
    comment: toByteString(comment),
    author: toByteString(author),
  }))
}
