import { setMaxListeners } from 'node:events'
import type { Source, SourceResult } from '../sources/source.js'
import { skipKnownLayers } from './cache/known-layers.js'
import type { LayerCache } from './cache/layer-cache.js'
import type { ScanEvent } from './events.js'
import { createLayerReader } from './layer-reader.js'
import { sealSource } from './seal/seal-source.js'
import type { SealedLayer } from './seal/sealed-layer.js'
import type { SealedSource } from './seal/sealed-source.js'
import type { ScanTools } from './tools.js'
import type { workerThresholds } from './workers/thresholds.js'
import type { WorkerPool } from './workers/worker-pool.js'

export type ReadOptions = {
  tools: ScanTools
  /** Without them all is done in this thread. */
  workers?: WorkerPool | undefined
  /** Layers that it knows are not looked at again. */
  cache?: LayerCache | undefined
  thresholds?: typeof workerThresholds
  signal?: AbortSignal | undefined
  onEvent: (event: ScanEvent) => void
}

/** Reads one source in one pass, and looks at all that it brings. */
export async function readSource(source: Source, options: ReadOptions): Promise<SealedSource> {
  const { tools, workers, cache, thresholds, signal, onEvent } = options
  const { label, expectedBytes } = source
  // What workers have begun must not go on if the source gives up.
  const giveUp = new AbortController()
  const jobs = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal
  // Each layer listens.
  setMaxListeners(0, jobs)
  const tell = {
    onBytes: (bytes: number) => onEvent({ kind: 'bytes', label, bytes }),
    onDone: (id: string, layer: SealedLayer) => {
      const candidates = layer.found.reduce((sum, file) => sum + file.candidates.length, 0)
      onEvent({ kind: 'layer', label, id, files: layer.files, candidates })
    },
  }
  const { reader: readAll, finish } = createLayerReader({
    tools,
    workers,
    thresholds,
    expectedBytes,
    signal: jobs,
    ...tell,
  })
  const known = cache && skipKnownLayers(readAll, { cache, signal: jobs, ...tell })
  try {
    const result = await source.read(known?.reader ?? readAll, signal)
    const { layers, gaps, problems } = await finish()
    signal?.throwIfAborted()
    const all = { ...result, gaps: [...result.gaps, ...gaps], problems: [...result.problems, ...problems] }
    return await sealSource(all, askedFor(known?.complete(layers) ?? layers, result), tools)
  } catch (error) {
    giveUp.abort()
    throw error
  }
}

function askedFor<T>(layers: ReadonlyMap<string, T>, { isUnasked }: SourceResult): ReadonlyMap<string, T> {
  return isUnasked ? new Map([...layers].filter(([id]) => !isUnasked(id))) : layers
}
