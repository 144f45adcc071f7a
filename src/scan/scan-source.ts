import type { Source } from '../sources/source.js'
import type { ScanEvent } from './events.js'
import type { Told } from './place/image.js'
import { placeSource, type ScannedSource } from './place/source.js'
import type { SealedSource } from './seal/sealed-source.js'
import type { Session } from './session.js'
import { workerThresholds } from './workers/thresholds.js'

export type SourceScanOptions = Pick<Session, 'cache' | 'tools'> & {
  workers?: Session['workers']
  /** What the user told of the images. */
  told?: Told
  signal?: AbortSignal
  onEvent: (event: ScanEvent) => void
}

/** Reads one source, unless the cache knows all of it, and ties what was found to its images. Image numbers count from 0 within the source. */
export async function scanSource(source: Source, options: SourceScanOptions): Promise<ScannedSource> {
  const { cache, onEvent } = options
  const { label, expectedBytes } = source
  onEvent({ kind: 'source', label, ...(expectedBytes !== undefined && { expectedBytes }) })
  const known = await cache?.recall(source)
  if (known) tellLayers(known, label, onEvent)
  const sealed = known ?? (await readAndRemember(source, options))
  for (const text of sealed.notes) onEvent({ kind: 'note', text })
  onEvent({ kind: 'done', label })
  const placed = placeSource(sealed, label, options.told)
  for (const text of strangeBases(placed, options.told)) onEvent({ kind: 'note', text })
  return placed
}

/** A base that was given and is none says more than a guess. */
function strangeBases({ images }: ScannedSource, { bases = [] }: Told = {}): string[] {
  if (bases.length === 0) return []
  const names = [...new Set(bases.map(({ name }) => name))].join(', ')
  return images
    .filter(({ base }) => base?.by !== 'image')
    .map(({ reference }) => `${reference} is not built on ${names}: its layers do not begin with that image's`)
}

async function readAndRemember(
  source: Source,
  { cache, tools, workers, signal, onEvent }: SourceScanOptions,
): Promise<SealedSource> {
  const remember = await cache?.observe(source)
  const pool = await workers?.()
  // They start while this thread makes its own tools.
  if (pool && (source.expectedBytes ?? 0) >= workerThresholds.source) pool.warmUp(!source.isSeekable)
  const [{ readSource }, madeTools] = await Promise.all([import('./read-source.js'), tools()])
  const sealed = await readSource(source, { tools: madeTools, workers: pool, cache, signal, onEvent })
  if (!signal?.aborted) await remember?.(sealed)
  return sealed
}

/** The same as while reading, so that the totals are told. */
function tellLayers({ blobs }: SealedSource, label: string, onEvent: SourceScanOptions['onEvent']): void {
  for (const { shown, layer } of blobs) {
    const candidates = layer.found.reduce((sum, file) => sum + file.candidates.length, 0)
    onEvent({ kind: 'layer', label, id: shown, files: layer.files, candidates })
  }
}
