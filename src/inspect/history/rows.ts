import { toByteString } from '../../findings/byte-string.js'

export type HistoryRow = { createdBy: string; comment: string; author: string }

/** The rows of a config's `history` as byte strings, whatever shape it has (OCI image config: `history[]`). */
export function readRows(config: unknown): HistoryRow[] {
  const history = fieldOf(config, 'history')
  if (!Array.isArray(history)) return []
  return history.map((row: unknown) => ({
    createdBy: textOf(row, 'created_by'),
    comment: textOf(row, 'comment'),
    author: textOf(row, 'author'),
  }))
}

function textOf(row: unknown, name: string): string {
  const value = fieldOf(row, name)
  return typeof value === 'string' ? toByteString(value) : ''
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
