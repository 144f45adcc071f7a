import type { Gap } from '../findings/finding.js'
import { type Problem, problemOf } from '../problem.js'
import type { BlobStart, FileRange, LayerReader, LayerSink } from '../sources/source.js'
import { createLayerSink } from './layer/layer-sink.js'
import type { SealedLayer } from './seal/sealed-layer.js'
import type { ScanTools } from './tools.js'
import type { FromWorker } from './workers/layer-job.js'
import { createRemoteSink } from './workers/remote-sink.js'
import { workerThresholds } from './workers/thresholds.js'
import type { WorkerPool } from './workers/worker-pool.js'

export type LayerReaderOptions = {
  tools: ScanTools
  /** Without them all is done in this thread. */
  workers?: WorkerPool | undefined
  thresholds?: typeof workerThresholds | undefined
  /** Of the source, if known. */
  expectedBytes?: number | undefined
  /** Ends the workers' jobs. */
  signal: AbortSignal
  onBytes: (bytes: number) => void
  onDone: (id: string, layer: SealedLayer) => void
}

/** What became of all blobs of a source; `layers` by blob id, in the order in which the source named them. */
export type LayersRead = { layers: Map<string, SealedLayer>; gaps: Gap[]; problems: Problem[] }

/** Reads the blobs of one source, in this thread or in workers; what comes out is the same. */
export function createLayerReader(options: LayerReaderOptions): { reader: LayerReader; finish(): Promise<LayersRead> } {
  const { tools, workers, thresholds = workerThresholds, expectedBytes, signal, onBytes, onDone } = options
  const slots: Slot[] = []
  const running: Promise<unknown>[] = []
  let seenBytes = 0

  function openSlot(blob: BlobStart): Slot {
    seenBytes += blob.size ?? 0
    const slot: Slot = { id: blob.id }
    slots.push(slot)
    return slot
  }

  function fill(slot: Slot, layer: SealedLayer): void {
    slot.layer = layer
    onDone(slot.id, layer)
  }

  /** Starts a worker on a blob; what it says is noted. */
  function start(pool: WorkerPool, slot: Slot, job: { blob: BlobStart; range?: FileRange }, listen?: Listener) {
    const started = pool.start(
      job,
      (message) => {
        if (message.kind === 'read') onBytes(message.bytes)
        else if (message.kind === 'done') fill(slot, message.layer)
        listen?.(message)
      },
      signal,
    )
    const done = started.done.catch((error) => {
      slot.problem = signal.aborted ? undefined : deathOf(slot.id, error)
    })
    running.push(done)
    return { ...started, done }
  }

  const isLarge = () => Math.max(expectedBytes ?? 0, seenBytes) >= thresholds.source

  const stream = (blob: BlobStart): LayerSink => {
    const slot = openSlot(blob)
    if (workers && isLarge() && (blob.size ?? 0) >= thresholds.streamedBlob)
      return createRemoteSink(blob, (listen) => start(workers, slot, { blob }, listen))
    return createLayerSink(blob, tools, { onBytes, onDone: (layer) => fill(slot, layer) })
  }
  const range: LayerReader['range'] = async (blob, range) => {
    const slot = openSlot(blob)
    await start(workers!, slot, { blob, range }).done
    return slot.layer?.digest
  }
  return {
    reader: workers && isLarge() ? Object.assign(stream, { range }) : stream,
    async finish() {
      await Promise.all(running)
      return gather(slots)
    },
  }
}

type Slot = { id: string; layer?: SealedLayer; problem?: Problem | undefined }
type Listener = (message: FromWorker) => void

function gather(slots: readonly Slot[]): LayersRead {
  const problems = slots.flatMap(({ problem }) => (problem ? [problem] : []))
  return {
    layers: new Map(slots.flatMap(({ id, layer }) => (layer ? [[id, layer]] : []))),
    gaps: slots.flatMap(({ id, problem }) => (problem ? [{ kind: 'unread', where: id, reason: problem.message }] : [])),
    problems,
  }
}

/** A worker that ended before its time; the usual reason is that a blob made against us took all its memory. */
function deathOf(blob: string, error: unknown): Problem {
  const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
  const { message } = problemOf(error)
  const why = isMemory ? 'it takes more memory than a layer may' : message
  return {
    code: 'internal',
    message: `layer ${blob} was not read: ${why}`,
    hint: 'Scan it again with --concurrency 1, and please report this',
  }
}
