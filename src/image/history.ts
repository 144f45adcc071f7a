import { fieldOf, listOf, textOf } from './json-shape.js'

/** A row of an image's history (OCI image config, `history[]`), strings as they stand there. */
export type HistoryRow = {
  createdBy: string
  comment: string
  author: string
  /** RFC 3339, or ''. */
  created: string
  emptyLayer: boolean
}

/** The rows of a config's history, whatever shape it has. A row that is no object stays as an empty one, so that the order stands. */
export function readHistory(config: unknown): HistoryRow[] {
  return listOf(config, 'history').map((row) => ({
    createdBy: textOf(row, 'created_by'),
    comment: textOf(row, 'comment'),
    author: textOf(row, 'author'),
    created: textOf(row, 'created'),
    emptyLayer: fieldOf(row, 'empty_layer') === true,
  }))
}

/**
 * The rows of an engine's `GET /images/ID/history`, turned round: there the newest stands first, and nothing tells whether a row has
 * a layer but its size (https://docs.docker.com/reference/api/engine/, ImageHistory).
 */
export function readEngineHistory(json: unknown): HistoryRow[] {
  const rows = Array.isArray(json) ? json : []
  return rows.toReversed().map((row: unknown) => ({
    createdBy: textOf(row, 'CreatedBy'),
    comment: textOf(row, 'Comment'),
    author: '',
    created: timeOf(fieldOf(row, 'Created')),
    emptyLayer: fieldOf(row, 'Size') === 0,
  }))
}

/** Seconds since 1970 as RFC 3339; '' for what is no time that a date can hold. */
function timeOf(seconds: unknown): string {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 8.64e12)) return ''
  return new Date(seconds * 1000).toISOString()
}

/**
 * For each layer, from the lowest, the history row that made it. Rows without `empty_layer` make layers, in order (OCI image spec,
 * config.md). Some writers mark no row, and an engine's rows go by size: then, if the number does not fit, rows whose instruction can
 * or cannot make a layer decide. Where neither number is that of the layers, nothing is sure and nothing is told.
 */
export function pairHistoryWithLayers(history: readonly HistoryRow[], layerCount: number): (number | undefined)[] {
  const marked = rowsWhere(history, (row) => !row.emptyLayer)
  const possible = rowsWhere(history, (row) => !isMetadata(row.createdBy))
  const rows = [marked, possible].find((found) => found.length === layerCount)
  return Array.from({ length: layerCount }, (_, layer) => rows?.[layer])
}

function rowsWhere(history: readonly HistoryRow[], keep: (row: HistoryRow) => boolean): number[] {
  return history.flatMap((row, index) => (keep(row) ? [index] : []))
}

/**
 * Whether a row's instruction never makes a layer. BuildKit writes the instruction, the classic builder `/bin/sh -c #(nop) ` before
 * it. WORKDIR may make one.
 */
function isMetadata(createdBy: string): boolean {
  const instruction = /#\(nop\)\s+(.*)$/s.exec(createdBy.slice(0, 500))?.[1] ?? createdBy
  const word = /^(?:[A-Z]{3,12})(?=[\s[]|$)/.exec(instruction.trimStart())?.[0]
  return word !== undefined && metadataInstructions.has(word)
}

const metadataInstructions = new Set([
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
])
