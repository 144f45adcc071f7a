import type { Source } from '../sources/source.js'
import type { ScanEvent } from './events.js'
import { createLayerSink } from './layer/layer-sink.js'
import { placeSource, type ScannedSource } from './place/source.js'
import { sealSource } from './seal/seal-source.js'
import type { SealedLayer } from './seal/sealed-layer.js'
import type { ScanTools } from './tools.js'

export type SourceScanOptions = { tools: ScanTools; signal?: AbortSignal; onEvent: (event: ScanEvent) => void }

/** Reads one source in one pass and ties what was found to its images. Image numbers count from 0 within the source. */
export async function scanSource(source: Source, options: SourceScanOptions): Promise<ScannedSource> {
  const { tools, signal, onEvent } = options
  const { label, expectedBytes } = source
  onEvent({ kind: 'source', label, ...(expectedBytes !== undefined && { expectedBytes }) })
  const layers = new Map<string, SealedLayer>()
  const result = await source.read(
    (blob) =>
      createLayerSink(blob, tools, {
        onBytes: (bytes) => onEvent({ kind: 'bytes', label, bytes }),
        onDone: (layer) => {
          layers.set(blob.id, layer)
          const candidates = layer.found.reduce((sum, file) => sum + file.candidates.length, 0)
          onEvent({ kind: 'layer', label, id: blob.id, files: layer.files, candidates })
        },
      }),
    signal,
  )
  const sealed = await sealSource(result, layers, tools)
  for (const text of sealed.notes) onEvent({ kind: 'note', text })
  onEvent({ kind: 'done', label })
  return placeSource(sealed, label)
}
