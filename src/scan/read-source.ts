import type { Source } from '../sources/source.js'
import { createLayerSink } from './layer/layer-sink.js'
import type { SourceScanOptions } from './scan-source.js'
import { sealSource } from './seal/seal-source.js'
import type { SealedLayer } from './seal/sealed-layer.js'
import type { SealedSource } from './seal/sealed-source.js'
import type { ScanTools } from './tools.js'

/** Reads one source in one pass, and looks at all that it brings. */
export async function readSource(source: Source, options: SourceScanOptions, tools: ScanTools): Promise<SealedSource> {
  const { signal, onEvent } = options
  const { label } = source
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
  return sealSource(result, layers, tools)
}
