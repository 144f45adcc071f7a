/** A row of an image's history (OCI image config, `history[]`). */
export type HistoryRow = { createdBy: string; emptyLayer: boolean }

/** The rows of a config's history, whatever shape it has; what is no string is empty. */
export function readHistory(config: unknown): HistoryRow[] {
  const history = isRecord(config) ? config.history : undefined
  if (!Array.isArray(history)) return []
  return history.map((row: unknown) => ({
    createdBy: isRecord(row) && typeof row.created_by === 'string' ? row.created_by : '',
    emptyLayer: isRecord(row) && row.empty_layer === true,
  }))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * For each layer, from the lowest, the history row that made it. Rows without `empty_layer` make layers, in order (OCI image spec,
 * config.md). Where their number is not that of the layers, nothing is sure and nothing is told.
 */
export function pairHistoryWithLayers(history: readonly HistoryRow[], layerCount: number): (number | undefined)[] {
  const rows = history.flatMap((row, index) => (row.emptyLayer ? [] : [index]))
  return Array.from({ length: layerCount }, (_, layer) => (rows.length === layerCount ? rows[layer] : undefined))
}
