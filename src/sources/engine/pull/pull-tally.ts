import { isRecord } from '../../is-record.js'
import type { PullProgress } from './pull-progress.js'

/** Layers of one pull that are counted at most; an image has at most 127. */
const LAYER_LIMIT = 1000

/**
 * Adds up the progress lines of a pull: `{id, status, progressDetail: {current, total}}` for each layer
 * (https://docs.docker.com/reference/api/engine/ "Create an image").
 */
export function createPullTally(reference: string): { add(line: unknown): PullProgress | undefined } {
  const layers = new Map<string, { done: boolean; current: number; total: number }>()
  return {
    add(line) {
      if (!isRecord(line) || typeof line.id !== 'string' || typeof line.status !== 'string') return undefined
      // `Pulling from REPOSITORY` has the tag as its id.
      if (line.status.startsWith('Pulling from')) return undefined
      const layer = layers.get(line.id) ?? { done: false, current: 0, total: 0 }
      if (!layers.has(line.id) && layers.size >= LAYER_LIMIT) return undefined
      layers.set(line.id, layer)
      const detail = isRecord(line.progressDetail) ? line.progressDetail : {}
      if (line.status === 'Downloading') {
        layer.current = count(detail.current)
        layer.total = Math.max(layer.total, count(detail.total))
      } else if (line.status === 'Download complete' || line.status === 'Pull complete') {
        layer.current = layer.total
      }
      layer.done ||= line.status === 'Pull complete' || line.status === 'Already exists'
      return sum(reference, [...layers.values()])
    },
  }
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}

function sum(reference: string, layers: readonly { done: boolean; current: number; total: number }[]): PullProgress {
  const done = layers.filter((layer) => layer.done).length
  const progress = { reference, status: `${done} of ${layers.length} layers`, current: 0, total: 0 }
  for (const layer of layers) {
    progress.current += layer.current
    progress.total += layer.total
  }
  return progress
}
